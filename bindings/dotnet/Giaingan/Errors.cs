using System;
using System.Collections.Generic;

namespace Giaingan
{
    /// <summary>One problem of an input: what is wrong, where, what was expected, what to do.</summary>
    public sealed class Diagnostic
    {
        internal Diagnostic(string code, string file, long row, string column, string pointer, string message, string expected, string remedy)
        {
            Code = code;
            File = file;
            Row = row;
            Column = column;
            Pointer = pointer;
            Message = message;
            Expected = expected;
            Remedy = remedy;
        }

        public string Code { get; }
        public string File { get; }
        /// <summary>Line of the file counted from 1, or 0.</summary>
        public long Row { get; }
        public string Column { get; }
        /// <summary>JSON pointer into a document.</summary>
        public string Pointer { get; }
        public string Message { get; }
        public string Expected { get; }
        public string Remedy { get; }
    }

    /// <summary>Something that the library refused.</summary>
    public abstract class GiainganException : Exception
    {
        protected GiainganException(string text) : base(text) { }
    }

    /// <summary>A document or dataset is wrong, with every problem.</summary>
    public sealed class InvalidInputException : GiainganException
    {
        internal InvalidInputException(string text, IReadOnlyList<Diagnostic> diagnostics) : base(text)
        {
            Diagnostics = diagnostics;
        }

        public IReadOnlyList<Diagnostic> Diagnostics { get; }
    }

    /// <summary>The call itself is wrong.</summary>
    public sealed class InvalidArgumentException : GiainganException
    {
        internal InvalidArgumentException(string text) : base(text) { }
    }

    /// <summary>A fault of the library; please report it.</summary>
    public sealed class InternalErrorException : GiainganException
    {
        internal InternalErrorException(string text) : base(text) { }
    }
}
