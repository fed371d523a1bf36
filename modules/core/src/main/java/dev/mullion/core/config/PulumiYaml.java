package dev.mullion.core.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Where Pulumi's reader of YAML (gopkg.in/yaml.v3 as of Pulumi 3.260) takes a text for another one than the parser here, which
 * {@code pulumi config --json} shows. What it reads it writes anew before it reads it again.
 */
final class PulumiYaml {
    private static final Pattern ANCHOR = Pattern.compile("[A-Za-z0-9_-]+");

    private PulumiYaml() {}

    static boolean isAnchor(String name) {
        return ANCHOR.matcher(name).matches();
    }

    /**
     * Whether it writes a text that begins with a line break below {@code |}, where that line break is lost, rather than in
     * quotes, where it is kept (yaml_emitter_analyze_scalar in emitterc.go).
     */
    static boolean isWrittenInLines(String text) {
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBreak = c == '\n' || c == '\u2028' || c == '\u2029';
            if ((isBreak && blank) || !isPrintable(c)) {
                return false;
            }
            blank = c == ' ';
        }
        return !blank;
    }

    /** To that library; of characters of two units it takes none. */
    private static boolean isPrintable(char c) {
        return c == '\n'
                || c == '\t'
                || (c >= ' ' && c <= '~')
                || (c >= '\u00A0' && c <= '\uD7FF')
                || (c >= '\uE000' && c <= '\uFFFD' && c != '\uFEFF');
    }

    /** The first colon in braces or brackets that ends a key here and, since no blank follows, is a part of it there. */
    static Optional<Mark> colon(String yaml) {
        Scanner tokens = new ScannerImpl(new StreamReader(yaml), new LoaderOptions());
        int[] characters = yaml.codePoints().toArray();
        boolean plain = false;
        while (tokens.checkToken()) {
            Token token = tokens.getToken();
            int end = token.getEndMark().getIndex();
            if (token.getTokenId() == Token.ID.Value
                    && plain
                    && end < characters.length
                    && !Character.isWhitespace(characters[end])) {
                return Optional.of(token.getStartMark());
            }
            plain = token instanceof ScalarToken scalar && scalar.getPlain();
        }
        return Optional.empty();
    }
}
