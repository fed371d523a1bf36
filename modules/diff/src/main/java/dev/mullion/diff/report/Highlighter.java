package dev.mullion.diff.report;

import java.util.List;

/** Finds what a line of code is made of; what goes on in the next line, such as a here-string, is kept from line to line. */
interface Highlighter {
    /**
     * A piece of a line to be coloured.
     *
     * @param from its first character
     * @param to behind its last
     * @param style the class in the style sheet
     */
    record Token(int from, int to, String style) {}

    /** The tokens of the next line, in order; what is between them is plain. */
    List<Token> tokens(String line);

    /** For a language as {@link dev.mullion.diff.PropertyChange.Text#language} names it; plain for one that is not known. */
    static Highlighter of(String language) {
        return switch (language) {
            case "powershell" -> new PowerShellHighlighter();
            case "json" -> new DataHighlighter(false);
            case "yaml" -> new DataHighlighter(true);
            default -> line -> List.of();
        };
    }
}
