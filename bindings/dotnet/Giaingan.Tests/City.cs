// The example city, and the suite that every language runs (bindings/conformance). Ends with a line of what passed.
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Giaingan;

internal static class City
{
    private static int _passed, _failed;

    private static void Holds(bool truth, string what)
    {
        if (truth) ++_passed; else ++_failed;
        if (!truth) Console.WriteLine("FAILED: " + what);
    }

    private static T Refused<T>(Action body, string what) where T : Exception
    {
        try
        {
            body();
        }
        catch (T error)
        {
            Holds(true, what);
            return error;
        }
        catch (Exception error)
        {
            Holds(false, what + ": " + error);
            return null;
        }
        Holds(false, what + ": nothing was thrown");
        return null;
    }

    private static DateTime Day(string text)
    {
        return DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static byte[] Answer(string question, string path, string folder, string argument, string detail)
    {
        Policy policy = Policy.Read(path);
        Portfolio portfolio = Portfolio.Read(folder, policy.Year);
        switch (question)
        {
            case "assess": return policy.Assess(portfolio, Day(argument), detail).Json();
            case "judge": return policy.Judge(portfolio, Day(argument), detail).Json();
            case "evaluate": return policy.Evaluate(portfolio, Day(argument)).Json();
            case "list_obligations": return policy.ListObligations(portfolio, Day(argument), detail).Json();
            case "reallocate": return policy.Reallocate(portfolio, argument).Json();
            case "adjust_medium_term": return policy.AdjustMediumTerm(portfolio, argument).Json();
            case "review_revenue_plans": return policy.ReviewRevenuePlans(portfolio, Day(argument)).Json();
            default: throw new ArgumentException("an unknown question: " + question);
        }
    }

    private static void Conformance()
    {
        string[] cases = File.ReadAllLines("bindings/conformance/cases.tsv").Skip(1).ToArray();
        Holds(cases.Length > 10, "there are cases");
        foreach (string line in cases)
        {
            string[] part = line.Split('\t');
            Func<byte[]> ask = () => Answer(part[1], part[2], part[3], part[4], part[5].Length == 0 ? null : part[5]);
            string expected = Path.Combine(Environment.GetEnvironmentVariable("GIAINGAN_EXPECTED"), part[0]);
            if (File.Exists(expected + ".json"))
            {
                Holds(ask().SequenceEqual(File.ReadAllBytes(expected + ".json")), "conformance: " + part[0]);
                continue;
            }
            string text = File.ReadAllText(expected + ".txt");
            var error = Refused<InvalidInputException>(() => ask(), "conformance: " + part[0]);
            Holds(error != null && error.Message + "\n" == text, "conformance: the text of " + part[0]);
            Holds(error != null && error.Diagnostics.Count == text.Count(each => each == '\n'), "conformance: the problems of " + part[0]);
        }
    }

    private static void Rounds(Policy policy, Portfolio city)
    {
        Result june = policy.Reallocate(city, "2024-06");
        byte[] direct = policy.Reallocate(june.After, "2024-09").Json();
        Portfolio applied = policy.VerifyRound(city, june.Json());
        Holds(policy.Reallocate(applied, "2024-09").Json().SequenceEqual(direct), "a verified round leads to the same");
        string forged = Encoding.UTF8.GetString(june.Json()).Replace("\"round\": \"2024-06\"", "\"round\": \"2024-09\"");
        var error = Refused<InvalidInputException>(() => policy.VerifyRound(city, Encoding.UTF8.GetBytes(forged)), "a forged round");
        Holds(error != null && error.Diagnostics.All(each => each.Message.Length > 0), "what is wrong with a forged round");
    }

    private static void Columns(Policy policy, Portfolio city)
    {
        Result result = policy.Assess(city, Day("2024-09-30"));
        long?[] plans = result.Numbers("units", "plan");
        string[] units = result.Texts("units", "unit");
        Holds(plans.Length > 1 && plans.Length == units.Length && plans[0] > 0 && units[0].Length > 0, "amounts and texts");
        string document = Encoding.UTF8.GetString(result.Json());
        Holds(units.All(unit => document.Contains("\"unit\": \"" + unit + "\"")), "units as in the document");
        Holds(result.Tables().Contains("below_average"), "tables");
        Holds(result.Truths("below_average", "flagged").Any(flagged => flagged == true), "truth");
        Result duties = policy.ListObligations(city, Day("2024-09-30"));
        Holds(duties.Days("obligations", "last_day").Any(day => day != null && day.Value.Year == 2024), "days");
        Refused<InvalidArgumentException>(() => result.Numbers("units", "nothing"), "a column that is not there");
        Refused<InvalidArgumentException>(() => result.Numbers("units", "unit"), "a column of another type");
        Holds(result.Explain(0, "vi") != result.Explain(0, "en"), "words");
        Holds(duties.ICalendar("en").StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal), "a calendar");
        Refused<InvalidArgumentException>(() => result.ICalendar(), "no calendar");
        Refused<InvalidArgumentException>(() => result.Explain(-1), "no evidence");
        result.Dispose();
        result.Dispose();
        Refused<ObjectDisposedException>(() => result.Json(), "a result that was released");
    }

    private static void Threads(Policy policy, Portfolio city)
    {
        var documents = new byte[4][];
        Thread[] threads = Enumerable.Range(0, documents.Length)
            .Select(i => new Thread(() => documents[i] = policy.Judge(city, Day("2024-09-30")).Json())).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Holds(documents.All(each => each != null && each.SequenceEqual(documents[0])), "threads share a policy");
    }

    private static int Main()
    {
        Directory.SetCurrentDirectory(Environment.GetEnvironmentVariable("GIAINGAN_ROOT"));
        Policy policy = Policy.Read("policies/lang-son-city-2024.json");
        Portfolio city = Portfolio.Read("docs/examples/lang-son-city-2024", policy.Year);
        Conformance();
        Rounds(policy, city);
        Columns(policy, city);
        Threads(policy, city);
        Refused<InvalidArgumentException>(() => policy.Assess(city, Day("2024-09-30"), "nothing"), "no level");
        Holds(Policy.LibraryVersion.Split('.').Length == 3, "a version");
        Console.WriteLine(_passed + " passed, " + _failed + " failed");
        return _failed == 0 ? 0 : 1;
    }
}
