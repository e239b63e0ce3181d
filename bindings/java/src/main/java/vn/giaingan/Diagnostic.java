package vn.giaingan;

/**
 * One problem of an input: what is wrong, where, what was expected, what to do.
 *
 * @param row line of the file counted from 1, or 0
 * @param pointer JSON pointer into a document
 */
public record Diagnostic(
    String code,
    String file,
    long row,
    String column,
    String pointer,
    String message,
    String expected,
    String remedy) {}
