using Edlake.Diagnostics;

namespace Edlake.Bundles;

/// <summary>The graph that <c>depends_on</c> spans over a job's tasks.</summary>
public static class TaskGraph
{
    /// <summary>The tasks such that each comes after those it depends on; of several that could come next, the first of the list.</summary>
    /// <exception cref="EdlakeException">TASK_CYCLE, naming the cycle.</exception>
    public static IReadOnlyList<JobTask> Order(IReadOnlyList<JobTask> tasks)
    {
        var order = new List<JobTask>(tasks.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var waiting = tasks.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(task => task.DependsOn.All(edge => done.Contains(edge.TaskKey)));
            if (next < 0)
                throw Cycle(waiting);
            order.Add(waiting[next]);
            done.Add(waiting[next].Key);
            waiting.RemoveAt(next);
        }

        return order;
    }

    // Each waiting task waits for another waiting one, so a walk along such edges comes back to a task it has seen.
    private static EdlakeException Cycle(List<JobTask> waiting)
    {
        var byKey = waiting.ToDictionary(task => task.Key);
        var walk = new List<TaskDependency>();
        var task = waiting[0];
        var seen = new List<string>();
        while (!seen.Contains(task.Key))
        {
            seen.Add(task.Key);
            var edge = task.DependsOn.First(edge => byKey.ContainsKey(edge.TaskKey));
            walk.Add(edge);
            task = byKey[edge.TaskKey];
        }

        var start = seen.IndexOf(task.Key);
        var cycle = seen.Skip(start).Append(task.Key);
        return new EdlakeException(
            "TASK_CYCLE",
            $"The tasks wait for each other in a circle: {string.Join(" → ", cycle)} (each depends on the next).",
            "Remove one of these depends_on entries.",
            walk[start].Position);
    }
}
