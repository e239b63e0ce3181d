using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Giaingan
{
    /// <summary>giaingan_column</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeColumn
    {
        public IntPtr Name;
        public IntPtr Data;
        public IntPtr Offsets;
        public IntPtr Valid;
        public long Length;
        public int Stride;
        public int Type;
    }

    /// <summary>giaingan_diagnostic</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeDiagnostic
    {
        public IntPtr Code;
        public IntPtr File;
        public IntPtr Column;
        public IntPtr Pointer;
        public IntPtr Message;
        public IntPtr Expected;
        public IntPtr Remedy;
        public long Row;
    }

    /// <summary>The functions of giaingan.h, and how their failures become exceptions. Texts go as bytes of UTF-8 that
    /// end with a NUL: what a runtime makes of strings differs from one to the next.</summary>
    internal static class Native
    {
        private const string Library = "libgiaingan.so.1";

        [DllImport(Library)] internal static extern IntPtr giaingan_version();
        [DllImport(Library)] private static extern int giaingan_constant(byte[] name, out long value);
        [DllImport(Library)] private static extern IntPtr giaingan_error_text(IntPtr error);
        [DllImport(Library)] private static extern long giaingan_error_diagnostic_count(IntPtr error);
        [DllImport(Library)] private static extern int giaingan_error_diagnostic(IntPtr error, long index, out NativeDiagnostic diagnostic);
        [DllImport(Library)] private static extern void giaingan_error_release(IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_policy_from_json(byte[] json, long size, byte[] name, out IntPtr policy, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_policy_from_documents(IntPtr[] names, IntPtr[] documents, long[] sizes, long count, int year, int month, int day, out IntPtr policy, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_resolve_policy(IntPtr[] names, IntPtr[] documents, long[] sizes, long count, int year, int month, int day, out IntPtr text, out long size, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_policy_release(IntPtr policy);
        [DllImport(Library)] internal static extern int giaingan_policy_year(PolicyHandle policy);
        [DllImport(Library)] internal static extern int giaingan_portfolio_read(byte[] folder, int year, out IntPtr portfolio, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_portfolio_release(IntPtr portfolio);
        [DllImport(Library)] internal static extern int giaingan_assess(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, byte[] level, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_judge(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, byte[] level, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_evaluate(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_list_obligations(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, byte[] unit, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_reallocate(PolicyHandle policy, PortfolioHandle portfolio, byte[] round, out IntPtr result, out IntPtr after, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_adjust_medium_term(PolicyHandle policy, PortfolioHandle portfolio, byte[] adjustment, out IntPtr result, out IntPtr after, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_review_revenue_plans(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, out IntPtr result, out IntPtr after, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_verify_round(PolicyHandle policy, PortfolioHandle portfolio, byte[] json, long size, out IntPtr after, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_builder_create(int year, out IntPtr builder, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_builder_add(BuilderHandle builder, byte[] table, NativeColumn[] columns, long count, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_builder_finish(BuilderHandle builder, out IntPtr portfolio, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_builder_release(IntPtr builder);
        [DllImport(Library)] internal static extern int giaingan_session_create(out IntPtr session, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_session_release(IntPtr session);
        [DllImport(Library)] internal static extern int giaingan_session_set_limit(SessionHandle session, byte[] name, long value, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_session_cancel(SessionHandle session);
        [DllImport(Library)] internal static extern void giaingan_session_reset(SessionHandle session);
        [DllImport(Library)] internal static extern int giaingan_session_progress(SessionHandle session, out long done, out long expected);
        [DllImport(Library)] internal static extern int giaingan_session_policy(SessionHandle session, IntPtr[] names, IntPtr[] documents, long[] sizes, long count, int year, int month, int day, out IntPtr policy, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_session_portfolio(SessionHandle session, byte[] folder, int year, out IntPtr portfolio, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_session_builder(SessionHandle session, int year, out IntPtr builder, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_simulate(byte[] policy, long policySize, byte[] against, long againstSize, PortfolioHandle portfolio, byte[] scenarios, long scenariosSize, IntPtr behaviour, IntPtr context, int threads, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_digests(IntPtr policy, IntPtr portfolio, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_why_not(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, byte[] unit, byte[] goal, byte[] level, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_what_would_it_take(PolicyHandle policy, PortfolioHandle portfolio, int year, int month, int day, byte[] unit, byte[] goal, byte[] by, byte[] level, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_compare(byte[] policyA, long sizeA, PortfolioHandle portfolioA, int yearA, int monthA, int dayA, byte[] policyB, long sizeB, PortfolioHandle portfolioB, int yearB, int monthB, int dayB, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_compare_rubrics(PolicyHandle a, PolicyHandle b, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_test_policy(byte[] policy, long policySize, byte[] policyName, byte[] tests, long testsSize, byte[] testsName, byte[] folder, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_test_policy_documents(IntPtr[] names, IntPtr[] documents, long[] sizes, long count, byte[] tests, long testsSize, byte[] testsName, byte[] folder, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_replay(PolicyHandle policy, PortfolioHandle portfolio, byte[] json, long size, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_panel_create(NativeColumn[] plan, NativeColumn[] disbursed, int firstMonth, int months, out IntPtr panel, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_panel_release(IntPtr panel);
        [DllImport(Library)] internal static extern int giaingan_panel_total(PanelHandle panel, int month, out long plan, out long disbursed, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_panel_rank(PanelHandle panel, int ties, int threads, IntPtr[] rank, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_panel_below_average(PanelHandle panel, long[] referencePlan, long[] referenceDisbursed, int monthsInARow, int gap, int threads, ushort[] below, ushort[] undefined, byte[] current, byte[] longest, byte[] firstFlagged, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_ratings_create(PolicyHandle policy, int subject, IntPtr collectives, NativeColumn[] metrics, NativeColumn[] denominators, long count, out IntPtr ratings, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_ratings_release(IntPtr ratings);
        [DllImport(Library)] internal static extern int giaingan_ratings_column(RatingsHandle ratings, byte[] name, out NativeColumn column, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_ratings_bands(RatingsHandle ratings, byte[] criterion, out NativeColumn column, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_ratings_limit(RatingsHandle ratings, long limit, out NativeColumn column, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_ratings_demoted(RatingsHandle ratings, byte[] quota, out NativeColumn column, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_ratings_legend(RatingsHandle ratings, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_ratings_explain(RatingsHandle ratings, long row, byte[] unit, out IntPtr result, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_result_release(IntPtr result);
        [DllImport(Library)] internal static extern int giaingan_result_json(ResultHandle result, out IntPtr json, out long size, out IntPtr error);
        [DllImport(Library)] internal static extern long giaingan_result_table_count(ResultHandle result);
        [DllImport(Library)] internal static extern IntPtr giaingan_result_table_name(ResultHandle result, long index);
        [DllImport(Library)] internal static extern int giaingan_result_column(ResultHandle result, byte[] table, byte[] name, out NativeColumn column, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_result_explain(ResultHandle result, long row, byte[] language, out IntPtr text, out long size, out IntPtr error);
        [DllImport(Library)] internal static extern int giaingan_result_icalendar(ResultHandle result, byte[] language, out IntPtr text, out long size, out IntPtr error);
        [DllImport(Library)] internal static extern void giaingan_text_release(IntPtr text);

        private static readonly int Ok = Constant("OK");
        private static readonly int InvalidInput = Constant("INVALID_INPUT");
        private static readonly int InvalidArgument = Constant("INVALID_ARGUMENT");
        private static readonly int OutOfMemory = Constant("OUT_OF_MEMORY");
        private static readonly int Cancelled = Constant("CANCELLED");

        /// <summary>A number of giaingan.h by its name without GIAINGAN_.</summary>
        internal static int Constant(string name)
        {
            if (giaingan_constant(Bytes("GIAINGAN_" + name), out long value) != 0)
                throw new InternalErrorException("the library doesn't know GIAINGAN_" + name);
            return (int)value;
        }

        /// <summary>A text as C takes it; NULL stays NULL.</summary>
        internal static byte[] Bytes(string text)
        {
            return text == null ? null : Encoding.UTF8.GetBytes(text + "\0");
        }

        internal static string Text(IntPtr bytes, long size)
        {
            return Encoding.UTF8.GetString(Copied(bytes, size));
        }

        internal static byte[] Copied(IntPtr bytes, long size)
        {
            var copy = new byte[size];
            if (size > 0) Marshal.Copy(bytes, copy, 0, copy.Length);
            return copy;
        }

        /// <summary>The bytes of a text that a call gave, which is released.</summary>
        internal static byte[] Taken(IntPtr text, long size)
        {
            byte[] bytes = Copied(text, size);
            giaingan_text_release(text);
            return bytes;
        }

        /// <summary>A text that ends with a NUL.</summary>
        internal static string Text(IntPtr bytes)
        {
            long size = 0;
            while (Marshal.ReadByte(bytes, (int)size) != 0) ++size;
            return Text(bytes, size);
        }

        /// <summary>Throws what a call failed with.</summary>
        internal static void Check(int status, IntPtr error)
        {
            if (status == Ok) return;
            try
            {
                if (status == OutOfMemory) throw new OutOfMemoryException("giaingan ran out of memory");
                string text = Text(giaingan_error_text(error));
                if (status == InvalidInput) throw new InvalidInputException(text, Diagnostics(error));
                if (status == Cancelled) throw new OperationCanceledException(text);
                if (status == InvalidArgument) throw new InvalidArgumentException(text);
                throw new InternalErrorException(text);
            }
            finally
            {
                giaingan_error_release(error);
            }
        }

        private static IReadOnlyList<Diagnostic> Diagnostics(IntPtr error)
        {
            var found = new List<Diagnostic>();
            for (long i = 0; i < giaingan_error_diagnostic_count(error); ++i)
            {
                giaingan_error_diagnostic(error, i, out NativeDiagnostic each);
                found.Add(new Diagnostic(Text(each.Code), Text(each.File), each.Row, Text(each.Column), Text(each.Pointer),
                    Text(each.Message), Text(each.Expected), Text(each.Remedy)));
            }
            return found;
        }
    }
}
