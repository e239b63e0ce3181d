// The example city, and the suite that every language runs (bindings/conformance). Ends with a line of what passed.
using System;
using System.Collections.Generic;
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

    /// <summary>A dataset as a host would have it: amounts as numbers, the rest as texts, no column without a value.</summary>
    private static Portfolio FromColumns(string folder, int year)
    {
        var tables = new List<KeyValuePair<string, Table>>();
        foreach (string name in new[] { "units", "allocations", "disbursements" })
        {
            string[][] rows = File.ReadAllLines(Path.Combine(folder, name + ".csv")).Select(line => line.Split(',')).ToArray();
            var table = new Table();
            for (int i = 0; i < rows[0].Length; ++i)
            {
                string[] fields = rows.Skip(1).Select(row => row[i].Length == 0 ? null : row[i]).ToArray();
                if (rows[0][i] == "plan" || rows[0][i] == "disbursed")
                    table.Numbers(rows[0][i], fields.Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray());
                else if (fields.Any(field => field != null))
                    table.Texts(rows[0][i], fields);
            }
            tables.Add(new KeyValuePair<string, Table>(name, table));
        }
        return Portfolio.FromTables(year, tables);
    }

    private static KeyValuePair<string, byte[]>[] Documents(string path, string extended)
    {
        return new[] { Path.GetFileName(path) }.Concat(extended.Split(' '))
            .Select(name => new KeyValuePair<string, byte[]>(name, File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path), name))))
            .ToArray();
    }

    private static byte[] JudgedByDocuments(string path, string folder, string argument, string extended)
    {
        KeyValuePair<string, byte[]>[] documents = Documents(path, extended);
        Refused<InvalidInputException>(() => Policy.FromDocuments(documents), "dated values without a day");
        Policy policy = Policy.FromDocuments(documents, Day(argument));
        return policy.Judge(Portfolio.Read(folder, policy.Year), Day(argument)).Json();
    }

    private static byte[] Answer(string question, string path, string folder, string argument, string detail)
    {
        if (question == "judge_documents") return JudgedByDocuments(path, folder, argument, detail);
        if (question == "resolve_policy") return Policy.Resolve(Documents(path, detail), Day(argument));
        Policy policy = Policy.Read(path);
        if (question == "judge_columns") return policy.Judge(FromColumns(folder, policy.Year), Day(argument)).Json();
        if (question == "compare_rubrics") return policy.CompareRubrics(Policy.Read(argument)).Json();
        string[] words = (detail ?? "").Split(' ');
        var goal = new Goal(words[0], words[words.Length - 1]);
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
            case "why_not": return policy.WhyNot(portfolio, Day(argument), goal).Json();
            case "what_would_it_take": return policy.WhatWouldItTake(portfolio, Day(argument), goal).Json();
            case "simulate": return Policy.Simulate(File.ReadAllBytes(path), portfolio, File.ReadAllBytes(argument), null, 2).Json();
            case "compare":
                byte[] json = File.ReadAllBytes(path);
                return Policy.Compare(new Side(json, portfolio, Day(argument)), new Side(json, portfolio, Day(detail))).Json();
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

    private static void Panels()
    {
        var plan = new[] { new long[] { 10, 10, 0 }, new long[] { 10, 10, 10 }, new long[] { 10, 10, 10 } };
        var disbursed = new[] { new long[] { 1, 2, 0 }, new long[] { 1, 2, 5 }, new long[] { 1, 5, 5 } };
        var panel = new Panel(plan, disbursed);
        GC.Collect();
        Holds(panel.Total(3).Equals((30L, 11L)), "totals of a panel");
        Holds(panel.Rank()[0].SequenceEqual(new[] { 2, 1, 0 }) && panel.Rank(Ties.Dense, 2)[2].SequenceEqual(new[] { 2, 1, 1 }), "ranks");
        Runs runs = panel.BelowAverage();
        Holds(runs.Below.SequenceEqual(new ushort[] { 7, 2, 0 }) && runs.FirstFlagged.SequenceEqual(new byte[] { 3, 0, 0 }), "runs");
        Runs given = panel.BelowAverage(1, Gap.Skipped, 1, new long[] { 1, 1, 1 }, new long[] { 1, 0, 0 });
        Holds(given.Below.SequenceEqual(new ushort[] { 1, 1, 0 }), "runs below a reference");
        Refused<ArgumentException>(() => panel.BelowAverage(1, Gap.Breaks, 1, new long[1], new long[1]), "a short reference");
        Refused<InvalidInputException>(() => new Panel(new[] { new long[] { -1 } }, new[] { new long[] { 0 } }), "a negative plan");
    }

    private static Metric[] Metrics(params long[] plan)
    {
        return new[]
        {
            new Metric("final_ratio", new[] { 2900000000, 2899999999, 5000000000, 5000000000 }, plan),
            new Metric("late_reports", new long[] { 0, 0, 5, 0 }, null, new[] { true, true, true, false }),
            new Metric("breaches", new long[] { 0, 0, 0, 2 }),
            new Metric("led", new long[] { 1, 1, 1, 1 }, null, new[] { true, false, true, true }),
        };
    }

    private static void Rated()
    {
        Policy policy = Policy.Read("bindings/conformance/rubric.json");
        Metric[] metrics = Metrics(5000000000, 5000000000, 5000000000, 5000000000);
        var rated = new Ratings(policy, metrics);
        GC.Collect();
        Holds(rated.Column("class").SequenceEqual(new long[] { 0, 1, 1, 2 }), "classes");
        Holds(rated.Column("total_num").SequenceEqual(new long[] { 20, 5, 15, 15 }), "totals");
        Holds(rated.Bands("reports").SequenceEqual(new long[] { 0, 0, 1, -1 }), "bands");
        Holds(rated.Limit(1).SequenceEqual(new long[] { 0, 0, 1, -1 }), "limits");
        Holds(rated.Demoted("best").SequenceEqual(new long[4]), "quotas");
        Holds(rated.Legend().Texts("classes", "class").SequenceEqual(new[] { "good", "done", "not_done" }), "legend");
        Holds(Encoding.UTF8.GetString(rated.Explain(1, "Ban A").Json()).Contains("2899999999"), "evidence of one unit");
        Holds(new Ratings(policy, metrics, Subject.Head, rated).Column("class").SequenceEqual(new long[] { 0, 1, 1, 2 }), "heads");
        var error = Refused<InvalidInputException>(() => new Ratings(policy, Metrics(5, 0, 5, 0)), "denominators of 0");
        Holds(error != null && error.Diagnostics.Select(each => each.Row).SequenceEqual(new long[] { 2, 4 }), "rows of wrong denominators");
    }

    private static void TestsAndSavedResults(Policy policy, Portfolio city)
    {
        byte[] document = File.ReadAllBytes("policies/lang-son-city-2024.json");
        byte[] tests = File.ReadAllBytes("policies/tests/lang-son-city-2024.test.json");
        string[] verdicts = Policy.Test(document, tests, "policies/tests").Texts("cases", "verdict");
        Holds(verdicts.Length > 0 && verdicts.All(each => each == "passed"), "policy tests");
        byte[] saved = policy.Evaluate(city, Day("2024-12-31")).Json();
        policy.Replay(city, saved);
        string forged = Encoding.UTF8.GetString(saved).Replace("\"as_of\": \"2024-12-31\"", "\"as_of\": \"2024-11-30\"");
        Refused<InvalidInputException>(() => policy.Replay(city, Encoding.UTF8.GetBytes(forged)), "a forged result");
    }

    /// <summary>What a verdict's document says after what it was made by.</summary>
    private static string Found(Result judged)
    {
        string text = Encoding.UTF8.GetString(judged.Json());
        return text.Substring(text.IndexOf(",\"level\":", StringComparison.Ordinal));
    }

    private static void SeveralDocuments(Portfolio city)
    {
        KeyValuePair<string, byte[]>[] documents = Documents("docs/examples/three-levels/policy.json", "province.json nation.json");
        DateTime day = Day("2024-09-30");
        byte[] resolved = Policy.Resolve(documents, day);
        string text = Encoding.UTF8.GetString(resolved);
        Holds(!text.Contains("\"extends\"") && !text.Contains("\"dated\""), "a resolved policy is one document");
        Holds(Found(Policy.FromJson(resolved).Judge(city, day)) == Found(Policy.FromDocuments(documents, day).Judge(city, day)), "a resolved policy gives the same");
        Refused<InvalidInputException>(() => Policy.Resolve(documents), "dated values resolved without a day");
        Refused<InvalidArgumentException>(() => Policy.Resolve(new KeyValuePair<string, byte[]>[0], day), "no documents");
        string tests = File.ReadAllText("docs/examples/three-levels/policy.test.json");
        Result passed = Policy.Test(documents, Encoding.UTF8.GetBytes(tests));
        Holds(passed.Texts("cases", "verdict").SequenceEqual(new[] { "passed", "passed", "passed" }), "tests of several documents");
        Holds(passed.Texts("coverage", "file").Contains("nation.json"), "where what they exercise is written");
        byte[] forged = Encoding.UTF8.GetBytes(tests.Replace("law-58-2024", "law-39-2019"));
        Holds(Policy.Test(documents, forged).Texts("cases", "verdict").SequenceEqual(new[] { "passed", "passed", "failed" }), "each case on its day");
    }

    private static Session Within(string limit, long value)
    {
        return new Session(new Dictionary<string, long> { { limit, value } });
    }

    private static void Sessions(Policy policy, Portfolio city)
    {
        const string folder = "docs/examples/lang-son-city-2024";
        byte[] document = File.ReadAllBytes("policies/lang-son-city-2024.json");
        byte[] endless = Encoding.UTF8.GetBytes(
            "{\"draws\": 10000000, \"scenarios\": [{\"id\": \"s\", \"rounds\": \"recorded\", \"behaviour\": {\"kind\": \"absorption\"}}]}");
        var session = new Session();
        Portfolio watched = session.Read(folder, 2024);
        Holds(session.Progress.Done > 0 && session.Progress.Done == session.Progress.Expected, "the steps of reading");
        session.Reset();
        using (var source = new CancellationTokenSource())
        using (session.EndWith(source.Token))
        {
            var watcher = new Thread(() =>
            {
                while (session.Progress.Done < 50) Thread.Sleep(1);
                source.Cancel();
            });
            watcher.Start();
            Refused<OperationCanceledException>(() => Policy.Simulate(document, watched, endless), "work that a token ends");
            watcher.Join();
        }
        Holds(session.Progress.Done >= 50 && session.Progress.Expected >= 10000000, "the steps of a simulation");
        Refused<OperationCanceledException>(() => policy.Judge(watched, Day("2024-09-30")), "a cancelled session");
        session.Reset();
        Holds(policy.Judge(watched, Day("2024-09-30")).Json().SequenceEqual(policy.Judge(city, Day("2024-09-30")).Json()), "a session that was reset");
        Portfolio facts = session.FromTables(2024, new[]
        {
            new KeyValuePair<string, Table>("units", new Table().Texts("unit", new[] { "a" }).Texts("kind", new[] { "owner" })),
            new KeyValuePair<string, Table>("allocations", new Table().Texts("allocation", new[] { "a" })
                .Texts("project", new[] { "a" }).Texts("owner", new[] { "a" }).Numbers("plan", new[] { 10L })),
        });
        session.Cancel();
        session.Dispose();
        Refused<OperationCanceledException>(() => policy.Judge(facts, Day("2024-09-30")), "what outlives its session");
        var documents = new[] { new KeyValuePair<string, byte[]>("policy.json", document) };
        Refused<InvalidInputException>(() => Within("max_rows", 1).Read(folder, 2024), "a limit of rows");
        Refused<OperationCanceledException>(() => Within("max_steps", 1).Read(folder, 2024), "a limit of steps");
        Refused<InvalidInputException>(() => Within("max_policy_bytes", 10).ReadPolicy(documents), "a limit of bytes");
        Holds(new Session().ReadPolicy(documents, Day("2024-09-30")).Year == 2024, "a policy in a session");
        Refused<InvalidArgumentException>(() => Within("max_patience", 1), "a limit that is none");
        string judged = Encoding.UTF8.GetString(policy.Judge(city, Day("2024-09-30")).Json());
        string[] digits = Policy.Digests(policy, city).Texts("sources", "sha256");
        Holds(digits.Length > 3 && digits.All(judged.Contains), "digests");
        Refused<InvalidArgumentException>(() => Policy.Digests(null, null), "digests of nothing");
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
        Panels();
        Rated();
        TestsAndSavedResults(policy, city);
        SeveralDocuments(city);
        Sessions(policy, city);
        Refused<InvalidArgumentException>(() => policy.Assess(city, Day("2024-09-30"), "nothing"), "no level");
        Holds(Policy.LibraryVersion.Split('.').Length == 3, "a version");
        Console.WriteLine(_passed + " passed, " + _failed + " failed");
        return _failed == 0 ? 0 : 1;
    }
}
