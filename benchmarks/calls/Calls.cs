// .NET: what calls.c does.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Giaingan;

internal static class Calls
{
    private const int Units = 1000000, Allocations = 100000, Months = 10, Owners = 1000, Count = 200000, Rounds = 5;

    /// <summary>Mono's own time of the processor comes in hundredths of a second.</summary>
    [DllImport("libc.so.6")] private static extern IntPtr clock();

    private static double Now()
    {
        return clock().ToInt64() / 1e6;
    }

    private static string[] Ids(string letter, int count, int of)
    {
        return Enumerable.Range(0, count).Select(i => letter + (i % of).ToString("D6", CultureInfo.InvariantCulture)).ToArray();
    }

    private static void Print(string what, double seconds)
    {
        Console.WriteLine(what + " " + seconds.ToString("F12", CultureInfo.InvariantCulture));
    }

    private static void Main()
    {
        long[] plan = Enumerable.Range(0, Units).Select(i => 1000000000L + i % 977).ToArray();
        long[] disbursed = Enumerable.Range(0, Units).Select(i => i * 7919L % plan[i]).ToArray();
        int[][] ranks = null;
        for (int round = 0; round < Rounds; ++round)
        {
            double start = Now();
            using (var made = new Panel(new[] { plan }, new[] { disbursed })) ranks = made.Rank();
            Print("rank", Now() - start);
        }
        Console.WriteLine("sum " + ranks[0].Select((rank, i) => i % 1000 * (long)rank).Sum());

        var panel = new Panel(new[] { plan }, new[] { disbursed });
        for (int round = 0; round < Rounds; ++round)
        {
            double start = Now();
            for (int i = 0; i < Count; ++i) panel.Total(1);
            Print("call", (Now() - start) / Count);
        }

        string[] names = Ids("u", Owners, Owners), allocated = Ids("a", Allocations, Allocations);
        string[] projects = Ids("p", Allocations, Allocations), owners = Ids("u", Allocations, Owners);
        string[] kinds = names.Select(name => "owner").ToArray();
        string[] repeated = Enumerable.Range(0, Allocations * Months).Select(i => allocated[i % Allocations]).ToArray();
        long[] plans = Enumerable.Repeat(1000000000L, Allocations).ToArray();
        long[] month = Enumerable.Range(0, Allocations * Months).Select(i => i / Allocations + 1L).ToArray();
        long[] paid = month.Select((number, i) => number * (i % Allocations)).ToArray();
        for (int round = 0; round < Rounds; ++round)
        {
            double start = Now();
            var tables = new[]
            {
                new KeyValuePair<string, Table>("units", new Table().Texts("unit", names).Texts("name", names).Texts("kind", kinds)),
                new KeyValuePair<string, Table>("allocations", new Table().Texts("allocation", allocated).Texts("project", projects)
                    .Texts("owner", owners).Numbers("plan", plans)),
                new KeyValuePair<string, Table>("disbursements", new Table().Texts("allocation", repeated).Numbers("month", month)
                    .Numbers("disbursed", paid)),
            };
            Portfolio.FromTables(2024, tables).Dispose();
            Print("facts", Now() - start);
        }
    }
}
