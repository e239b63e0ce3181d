using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Giaingan
{
    /// <summary>A verdict asked about: "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID" or
    /// "head-class:ID" of a unit.</summary>
    public sealed class Goal
    {
        /// <param name="level">Null: the policy's.</param>
        public Goal(string unit, string id, string level = null)
        {
            Unit = unit;
            Id = id;
            Level = level;
        }

        public string Unit { get; }
        public string Id { get; }
        public string Level { get; }
    }

    /// <summary>A side of a comparison. The policy is its document, for its values are told apart.</summary>
    public sealed class Side
    {
        public Side(byte[] policy, Portfolio portfolio, DateTime asOf)
        {
            Policy = policy;
            Portfolio = portfolio;
            AsOf = asOf;
        }

        public byte[] Policy { get; }
        public Portfolio Portfolio { get; }
        public DateTime AsOf { get; }
    }

    /// <summary>A policy document, read and checked. Immutable; any number of threads may read it.</summary>
    public sealed class Policy : IDisposable
    {
        internal PolicyHandle Handle
        {
            get { return _handle; }
        }

        private readonly PolicyHandle _handle;

        private Policy(IntPtr pointer)
        {
            _handle = new PolicyHandle(pointer);
        }

        /// <summary>Library's version, as "0.1.0".</summary>
        public static string LibraryVersion
        {
            get { return Native.Text(Native.giaingan_version()); }
        }

        /// <summary>Reads a document (JSON, UTF-8); <paramref name="name"/> is what diagnostics call it.</summary>
        public static Policy FromJson(byte[] json, string name = "policy")
        {
            Native.Check(Native.giaingan_policy_from_json(json, json.LongLength, Native.Bytes(name), out IntPtr made, out IntPtr error), error);
            return new Policy(made);
        }

        /// <summary>Reads a policy, the first of the documents (by the paths by which "extends" finds them), with those that it
        /// extends, as all of it stands on a day; null: dated values are refused.</summary>
        public static Policy FromDocuments(IReadOnlyList<KeyValuePair<string, byte[]>> documents, DateTime? asOf = null)
        {
            return OfDocuments(documents, (IntPtr[] names, IntPtr[] texts, long[] sizes, out IntPtr made, out IntPtr error) =>
                Native.giaingan_policy_from_documents(names, texts, sizes, names.Length, asOf?.Year ?? 0, asOf?.Month ?? 0, asOf?.Day ?? 0, out made, out error));
        }

        internal delegate int DocumentsReader(IntPtr[] names, IntPtr[] texts, long[] sizes, out IntPtr made, out IntPtr error);

        internal static Policy OfDocuments(IReadOnlyList<KeyValuePair<string, byte[]>> documents, DocumentsReader read)
        {
            return new Policy(Given(documents, read));
        }

        /// <summary>What a function gives that is given documents.</summary>
        private static IntPtr Given(IReadOnlyList<KeyValuePair<string, byte[]>> documents, DocumentsReader read)
        {
            var memory = new PinnedMemory();
            IntPtr[] names = documents.Select(each => memory.Pin(Native.Bytes(each.Key))).ToArray();
            IntPtr[] texts = documents.Select(each => memory.Pin(each.Value)).ToArray();
            long[] sizes = documents.Select(each => each.Value.LongLength).ToArray();
            Native.Check(read(names, texts, sizes, out IntPtr made, out IntPtr error), error);
            GC.KeepAlive(memory);
            return made;
        }

        /// <summary>A policy as all of its documents (as of FromDocuments) stand on a day, as one document: it loads by itself,
        /// gives the same results (made by itself alone), and is what Compare and Simulate take of such a policy.</summary>
        public static byte[] Resolve(IReadOnlyList<KeyValuePair<string, byte[]>> documents, DateTime? asOf = null)
        {
            long size = 0;
            IntPtr text = Given(documents, (IntPtr[] names, IntPtr[] texts, long[] sizes, out IntPtr made, out IntPtr error) =>
                Native.giaingan_resolve_policy(names, texts, sizes, names.Length, asOf?.Year ?? 0, asOf?.Month ?? 0, asOf?.Day ?? 0, out made, out size, out error));
            return Native.Taken(text, size);
        }

        public static Policy Read(string path)
        {
            return FromJson(File.ReadAllBytes(path), path);
        }

        /// <summary>The budget year.</summary>
        public int Year
        {
            get { return Native.giaingan_policy_year(_handle); }
        }

        /// <summary>Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a
        /// day; <paramref name="level"/> null: the policy's.</summary>
        public Result Assess(Portfolio of, DateTime asOf, string level = null)
        {
            Native.Check(Native.giaingan_assess(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(level), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The verdicts of Assess without the evidence of each month, many times faster.</summary>
        public Result Judge(Portfolio of, DateTime asOf, string level = null)
        {
            Native.Check(Native.giaingan_judge(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(level), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>Completion evaluation as of a day.</summary>
        public Result Evaluate(Portfolio of, DateTime asOf)
        {
            Native.Check(Native.giaingan_evaluate(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The year's duties as of a day, of one unit or of all.</summary>
        public Result ListObligations(Portfolio of, DateTime asOf, string unit = null)
        {
            Native.Check(Native.giaingan_list_obligations(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(unit), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>One reallocation round, by its id in the policy; After is the portfolio that it leads to.</summary>
        public Result Reallocate(Portfolio of, string round)
        {
            Native.Check(Native.giaingan_reallocate(_handle, of.Handle, Native.Bytes(round), out IntPtr made, out IntPtr after, out IntPtr error), error);
            return new Result(made, new Portfolio(after));
        }

        /// <summary>One adjustment of the medium-term plan, by its id in the policy.</summary>
        public Result AdjustMediumTerm(Portfolio of, string adjustment)
        {
            Native.Check(Native.giaingan_adjust_medium_term(_handle, of.Handle, Native.Bytes(adjustment), out IntPtr made, out IntPtr after, out IntPtr error), error);
            return new Result(made, new Portfolio(after));
        }

        /// <summary>Plans of sources fed by revenue, as of a day.</summary>
        public Result ReviewRevenuePlans(Portfolio of, DateTime asOf)
        {
            Native.Check(Native.giaingan_review_revenue_plans(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, out IntPtr made, out IntPtr after, out IntPtr error), error);
            return new Result(made, new Portfolio(after));
        }

        /// <summary>Holds a saved round to what policy and portfolio ask for; the portfolio with the round applied.</summary>
        public Portfolio VerifyRound(Portfolio of, byte[] json)
        {
            Native.Check(Native.giaingan_verify_round(_handle, of.Handle, json, json.LongLength, out IntPtr after, out IntPtr error), error);
            return new Portfolio(after);
        }

        /// <summary>Why a unit doesn't have a verdict: each condition that fails, and by how much.</summary>
        public Result WhyNot(Portfolio of, DateTime asOf, Goal goal)
        {
            Native.Check(Native.giaingan_why_not(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(goal.Unit), Native.Bytes(goal.Id), Native.Bytes(goal.Level), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The least further amount with which a unit reaches a goal, disbursed by a day; null: the milestone's own,
        /// or <paramref name="asOf"/>.</summary>
        public Result WhatWouldItTake(Portfolio of, DateTime asOf, Goal goal, DateTime? by = null)
        {
            string last = by == null ? null : by.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Native.Check(Native.giaingan_what_would_it_take(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(goal.Unit), Native.Bytes(goal.Id), Native.Bytes(last), Native.Bytes(goal.Level), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>Makes a saved result again from its own question; throws where a byte of it comes out otherwise.</summary>
        public void Replay(Portfolio of, byte[] json)
        {
            Native.Check(Native.giaingan_replay(_handle, of.Handle, json, json.LongLength, out IntPtr error), error);
        }

        /// <summary>Whether the rubrics of two policies give the same class for all figures; if not, figures that tell them apart.</summary>
        public Result CompareRubrics(Policy other)
        {
            Native.Check(Native.giaingan_compare_rubrics(_handle, other._handle, out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>What differs between two policies, portfolios or days, and which of the changes make each verdict differ.</summary>
        public static Result Compare(Side a, Side b)
        {
            Native.Check(Native.giaingan_compare(
                a.Policy, a.Policy.LongLength, a.Portfolio.Handle, a.AsOf.Year, a.AsOf.Month, a.AsOf.Day,
                b.Policy, b.Policy.LongLength, b.Portfolio.Handle, b.AsOf.Year, b.AsOf.Month, b.AsOf.Day,
                out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>Simulates years (docs/simulation.md): a policy document by a document of scenarios, perhaps against another
        /// policy. A draw is a step of the portfolio's session, the bytes are the same for any number of threads.</summary>
        public static Result Simulate(byte[] document, Portfolio of, byte[] scenarios, byte[] against = null, int threads = 1)
        {
            Native.Check(Native.giaingan_simulate(
                document, document.LongLength, against, against?.LongLength ?? 0, of.Handle, scenarios, scenarios.LongLength,
                IntPtr.Zero, IntPtr.Zero, threads, out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The SHA-256 of what a policy and a portfolio were made of, of which one may be null: the table "sources".</summary>
        public static Result Digests(Policy policy, Portfolio portfolio)
        {
            IntPtr p = policy?._handle.DangerousGetHandle() ?? IntPtr.Zero;
            IntPtr f = portfolio?.Handle.DangerousGetHandle() ?? IntPtr.Zero;
            Native.Check(Native.giaingan_digests(p, f, out IntPtr made, out IntPtr error), error);
            GC.KeepAlive(policy);
            GC.KeepAlive(portfolio);
            return new Result(made);
        }

        /// <summary>Runs policy tests (docs/policy.md) on a policy document; the table "cases" has a verdict each.</summary>
        /// <param name="folder">What their datasets are relative to; null: they have none.</param>
        public static Result Test(byte[] document, byte[] tests, string folder = null)
        {
            Native.Check(Native.giaingan_test_policy(document, document.LongLength, null, tests, tests.LongLength, null, Native.Bytes(folder), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>Runs policy tests on a policy that extends others or has dated values, given as its documents (as of
        /// FromDocuments), each case on the policy of its own day; the tables "coverage" and "edges" say the file of each row.</summary>
        /// <param name="folder">What their datasets are relative to; null: they have none.</param>
        public static Result Test(IReadOnlyList<KeyValuePair<string, byte[]>> documents, byte[] tests, string folder = null)
        {
            return new Result(Given(documents, (IntPtr[] names, IntPtr[] texts, long[] sizes, out IntPtr made, out IntPtr error) =>
                Native.giaingan_test_policy_documents(names, texts, sizes, names.Length, tests, tests.LongLength, null, Native.Bytes(folder), out made, out error)));
        }

        public void Dispose()
        {
            _handle.Dispose();
        }
    }
}
