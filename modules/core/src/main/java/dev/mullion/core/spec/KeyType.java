package dev.mullion.core.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What may stand at a key.
 *
 * @param kind what it is
 * @param choices the enum whose constants, spelled as their {@code toString}, may stand there; of a {@link Kind#CHOICE}, and of a
 *     {@link Kind#PARSED} that is one
 * @param item what stands in a list or at each key of a map; of a {@link Kind#LIST} and a {@link Kind#MAP} only
 * @param isLate whether it is {@link Late}
 */
public record KeyType(Kind kind, Optional<Class<? extends Enum<?>>> choices, Optional<KeyType> item, boolean isLate) {
    public static final KeyType BOOLEAN = of(Kind.BOOLEAN);
    public static final KeyType INT = of(Kind.INT);
    public static final KeyType LONG = of(Kind.LONG);
    public static final KeyType TEXT = of(Kind.TEXT);
    public static final KeyType PARSED = of(Kind.PARSED);
    public static final KeyType REFERENCE = of(Kind.REFERENCE);
    public static final KeyType SPEC = of(Kind.SPEC);
    public static final KeyType SPEC_OR_TEXT = of(Kind.SPEC_OR_TEXT);

    /** Kinds of what may stand at a key. */
    public enum Kind {
        BOOLEAN,
        /** A whole number of 32 bits. */
        INT,
        /** A whole number of 64 bits. */
        LONG,
        TEXT,
        /** A constant of an enum. */
        CHOICE,
        /** Text that its class reads, by a static method {@code parse(String)}. */
        PARSED,
        /** The same of an {@link Unshown} class. */
        REFERENCE,
        /** A map of a spec's own keys. */
        SPEC,
        /** The same, or one text for all of it. */
        SPEC_OR_TEXT,
        LIST,
        /** A map of the user's own keys. */
        MAP
    }

    public static KeyType choice(Class<? extends Enum<?>> choices) {
        return new KeyType(Kind.CHOICE, Optional.of(choices), Optional.empty(), false);
    }

    /** The same of an enum that reads text itself, to say more of a wrong one. */
    public static KeyType parsedChoice(Class<? extends Enum<?>> choices) {
        return new KeyType(Kind.PARSED, Optional.of(choices), Optional.empty(), false);
    }

    public static KeyType list(KeyType item) {
        return new KeyType(Kind.LIST, Optional.empty(), Optional.of(item), false);
    }

    public static KeyType map(KeyType item) {
        return new KeyType(Kind.MAP, Optional.empty(), Optional.of(item), false);
    }

    /** The same of a text that is {@link Late}. */
    public KeyType late() {
        return new KeyType(kind, choices, item, true);
    }

    private static KeyType of(Kind kind) {
        return new KeyType(kind, Optional.empty(), Optional.empty(), false);
    }

    /** The constants that may stand there, as they are spelled; empty where anything else may. */
    public List<String> spellings() {
        return choices.stream()
                .flatMap(constants -> Arrays.stream(constants.getEnumConstants()))
                .map(Object::toString)
                .toList();
    }

    /** Whether a map of a spec's own keys may stand there. */
    public boolean isSpec() {
        return kind == Kind.SPEC || kind == Kind.SPEC_OR_TEXT;
    }

    /** Whether a text may stand there, or a list of texts. */
    public boolean isTexts() {
        Kind one = kind == Kind.LIST ? item.orElseThrow().kind() : kind;
        return one == Kind.TEXT || one == Kind.REFERENCE;
    }

    /** What stands at the end of all lists and maps. */
    public KeyType leaf() {
        return item.map(KeyType::leaf).orElse(this);
    }

    /** Whether a text at the key, or below it, may be a secret that somebody wrote there by mistake. */
    public boolean mayHoldSecret() {
        return kind == Kind.REFERENCE || item.filter(KeyType::mayHoldSecret).isPresent();
    }

    /** What to say to somebody who wrote another thing: {@code use a whole number}. */
    public String wanted() {
        return switch (kind) {
            case BOOLEAN -> "use true or false";
            case INT, LONG -> "use a whole number";
            case TEXT, PARSED, REFERENCE -> "use text";
            case CHOICE -> "use " + Shown.either(spellings());
            case SPEC -> "use a map";
            case SPEC_OR_TEXT -> "use text or a map";
            case LIST -> "use a list";
            case MAP -> "use a map";
        };
    }
}
