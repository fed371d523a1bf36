package dev.mullion.core.config;

import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * What a YAML text holds beside its values: comments, directives, tags, anchors and aliases. It is all that stands between the
 * parser's own tokens, so that there is no second opinion on what a comment is.
 */
public final class YamlBeside {
    private static final String MERGE = "<<";

    private final int[] characters;
    private final StringBuilder beside = new StringBuilder();
    private int at;

    private YamlBeside(String yaml) {
        this.characters = yaml.codePoints().toArray();
    }

    /**
     * A line each, without indentation; the whole text where the parser does not take it, and where it merges a map that is
     * written there and nowhere else, of which a key may hide a value.
     */
    public static String of(String yaml) {
        YamlBeside found = new YamlBeside(yaml);
        boolean explained;
        try {
            explained = found.scan(new ScannerImpl(new StreamReader(yaml), new LoaderOptions()));
        } catch (YAMLException e) {
            explained = false;
        }
        return (explained ? found.beside.toString() : yaml)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private boolean scan(Scanner tokens) {
        boolean merges = false;
        while (tokens.checkToken()) {
            Token token = tokens.getToken();
            keepUntil(token.getStartMark().getIndex());
            int end = token.getEndMark().getIndex();
            switch (token.getTokenId()) {
                case Alias, Anchor, Directive, Tag -> keepUntil(end);
                case Scalar -> {
                    ScalarToken scalar = (ScalarToken) token;
                    if (merges) {
                        return false;
                    }
                    merges = scalar.getPlain() && scalar.getValue().equals(MERGE);
                    keepHead(scalar, end);
                }
                case BlockMappingStart, FlowMappingStart -> {
                    if (merges) {
                        return false;
                    }
                }
                case Key, BlockEnd, FlowMappingEnd -> merges = false;
                default -> {}
            }
            at = Math.max(at, end);
        }
        keepUntil(characters.length);
        return true;
    }

    private void keepUntil(int end) {
        if (end > at) {
            beside.append(new String(characters, at, end - at).replace("\uFEFF", ""))
                    .append('\n');
            at = end;
        }
    }

    /** Of a text below {@code |} or {@code >} what stands behind that sign, such as a comment. */
    private void keepHead(ScalarToken scalar, int end) {
        switch (scalar.getStyle()) {
            case LITERAL, FOLDED -> {
                at = Math.min(at + 1, end);
                while (at < end
                        && (characters[at] == '-' || characters[at] == '+' || Character.isDigit(characters[at]))) {
                    at++;
                }
                int line = at;
                while (line < end && characters[line] != '\n' && characters[line] != '\r') {
                    line++;
                }
                keepUntil(line);
            }
            default -> {}
        }
    }
}
