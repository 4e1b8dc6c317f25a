namespace Edlake.DataGen.Entities;

/// <summary>What does not depend on the seed: courses, places, sources and names to draw from, each list with its weights.</summary>
internal static class Catalogue
{
    public static readonly Course[] Courses =
    [
        new(1, "SQL for Data Analytics", "Beginner", 299, 8),
        new(2, "Power BI Zero-to-Hero", "Beginner", 349, 8),
        new(3, "Analytics Engineering (dbt)", "Intermediate", 499, 8),
        new(4, "Python for Data Analytics", "Beginner", 329, 8),
        new(5, "Data Engineering on Databricks", "Advanced", 799, 10),
        new(6, "Machine Learning Foundations", "Intermediate", 649, 8),
        new(7, "Statistics for Analysts", "Beginner", 249, 6),
        new(8, "Product Analytics", "Intermediate", 449, 8),
        new(9, "Data Visualisation with Tableau", "Beginner", 349, 6),
        new(10, "Streaming with Kafka", "Advanced", 699, 8),
        new(11, "Data Modelling", "Intermediate", 549, 8),
        new(12, "Leading Data Teams", "Advanced", 899, 6),
    ];

    public static readonly string[] Sources = ["organic", "referral", "instagram", "linkedin_ad", "google_ad"];
    public static readonly int[] SourceWeights = [40, 18, 17, 15, 10];

    public static readonly string[] Countries = ["UK", "Sri Lanka", "UAE", "Ireland", "India", "Germany", "Nigeria"];
    public static readonly int[] CountryWeights = [60, 14, 8, 6, 6, 3, 3];

    public static readonly string[][] Cities =
    [
        ["London", "Leeds", "Birmingham", "Manchester", "Hitchin", "Bristol", "Glasgow", "Cardiff"],
        ["Colombo", "Kandy", "Galle", "Jaffna"],
        ["Dubai", "Abu Dhabi", "Sharjah"],
        ["Dublin", "Cork", "Galway"],
        ["Mumbai", "Bengaluru", "Chennai", "Delhi"],
        ["Berlin", "Hamburg", "Leipzig"],
        ["Lagos", "Abuja", "Ibadan"],
    ];

    public static readonly string[] GivenNames =
    [
        "noah", "ivy", "nina", "hana", "ella", "lily", "sophia", "arjun", "maya", "leo", "milan", "luca",
        "amir", "aisha", "oliver", "zara", "ethan", "mila", "jay", "amara", "tara", "omar", "freya", "kofi",
    ];

    public static readonly string[] FamilyNames =
    [
        "jones", "fernando", "harris", "taylor", "silva", "khan", "patel", "smith", "gomes", "dias", "clark", "ali",
        "wijesinghe", "walker", "perera", "singh", "rahman", "abey", "okafor", "murphy", "nair", "weber", "evans", "rossi",
    ];

    public static readonly string[] DeliveryModes = ["Online", "Hybrid", "In person"];
    public static readonly int[] DeliveryModeWeights = [70, 20, 10];

    public static readonly string[] PaymentMethods = ["card", "bank_transfer", "klarna"];
    public static readonly int[] PaymentMethodWeights = [50, 25, 25];

    /// <summary>How many courses a school of this size teaches: 3 for the smallest, 12 from 4,500 learners on.</summary>
    public static int CourseCount(long learners) => (int)Math.Clamp(3 + (learners / 500), 3, Courses.Length);
}
