package dev.mullion.diff.masking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Tokens that tell by their beginning what they are: the rows of {@code token-prefixes.tsv}, found in one pass. */
final class Tokens {
    private static final String TABLE = "token-prefixes.tsv";

    /** A longer run is no token that anybody hands around. */
    private static final int MAX_LENGTH = 4096;

    /** What a token is made of. */
    enum Alphabet {
        HEX("abcdefABCDEF0123456789"),
        LOWER(letters('a') + "0123456789"),
        UPPER(letters('A') + "0123456789"),
        ALNUM(letters('a') + letters('A') + "0123456789"),
        URL(letters('a') + letters('A') + "0123456789_-"),
        DOTS(letters('a') + letters('A') + "0123456789_-."),
        BASE64(letters('a') + letters('A') + "0123456789+/="),
        ANY(letters('a') + letters('A') + "0123456789_-.+/=%~");

        @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
        private final Characters characters;

        Alphabet(String characters) {
            this.characters = Characters.of(characters);
        }

        private static String letters(char first) {
            StringBuilder letters = new StringBuilder();
            for (char c = first; c < first + 26; c++) {
                letters.append(c);
            }
            return letters.toString();
        }

        boolean has(char c) {
            return characters.has(c);
        }
    }

    /**
     * A row of the table.
     *
     * @param least characters behind the prefix
     * @param most where there are more, it is something else
     */
    record Token(String prefix, Alphabet alphabet, int least, int most, String reason) {}

    static final Map<String, Token> TOKENS = read();

    private static final Automaton PREFIXES = prefixes();

    private Tokens() {}

    private static Map<String, Token> read() {
        Map<String, Token> tokens = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Tokens.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    Token token = token(List.of(line.split("\t", -1)));
                    tokens.put(token.prefix(), token);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    private static Token token(List<String> row) {
        String length = row.get(2);
        int dash = length.indexOf('-');
        int least = Integer.parseInt(dash < 0 ? length : length.substring(0, dash));
        String end = dash < 0 ? length : length.substring(dash + 1);
        int most = end.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(end);
        return new Token(
                row.get(0),
                Alphabet.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
                least,
                most,
                "looks like " + row.get(3));
    }

    private static Automaton prefixes() {
        Automaton prefixes = new Automaton();
        TOKENS.keySet().forEach(prefixes::insert);
        prefixes.link();
        return prefixes;
    }

    static void find(String text, List<SecretSpan> spans) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = PREFIXES.step(state, text.charAt(i));
            int length = PREFIXES.longest(state);
            if (length == 0) {
                continue;
            }
            int start = i + 1 - length;
            Token token = Objects.requireNonNull(TOKENS.get(text.substring(start, i + 1)));
            int end = end(text, start, i + 1, token);
            if (end > 0) {
                spans.add(new SecretSpan(start, end, token.reason()));
                i = end - 1;
                state = 0;
            }
        }
    }

    /** Where the token ends, or -1 where this is none. */
    private static int end(String text, int start, int bodyStart, Token token) {
        if (start > 0 && Alphabet.ALNUM.has(text.charAt(start - 1))) {
            return -1;
        }
        int limit = Math.min(text.length(), bodyStart + MAX_LENGTH);
        int end = bodyStart;
        while (end < limit && token.alphabet().has(text.charAt(end))) {
            end++;
        }
        // Neither a sentence's full stop nor a flag's hyphen.
        while (end > bodyStart && ".-%~".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int size = end - bodyStart;
        boolean goesOn =
                token.most() < Integer.MAX_VALUE && end < text.length() && Alphabet.ALNUM.has(text.charAt(end));
        return size < token.least() || size > token.most() || goesOn ? -1 : end;
    }
}
