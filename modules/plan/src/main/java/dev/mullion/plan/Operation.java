package dev.mullion.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine does to a resource: every word of Pulumi's ({@code OpType} in sdk/go/common/apitype/events.go at 3.260.0).
 * A newer engine may have others, so what is read from a file carries the word, and this is asked what it means.
 */
public enum Operation {
    SAME,
    CREATE,
    UPDATE,
    DELETE,

    /** The step that stands for a whole replacement; those of its parts have words of their own. */
    REPLACE,
    CREATE_REPLACEMENT,
    DELETE_REPLACED,

    /** The program only looks the resource up; that changes nothing, and no summary counts it. */
    READ,
    READ_REPLACEMENT,

    /** The state is brought up to what a provider finds. */
    REFRESH,

    /** A resource that was only looked up is no longer. */
    DISCARD,
    DISCARD_REPLACED,
    REMOVE_PENDING_REPLACE,

    /** The resource exists, and Pulumi shall own it from now on. */
    IMPORT,
    IMPORT_REPLACEMENT;

    private static final Map<String, Operation> BY_WORD = byWord();

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    private static Map<String, Operation> byWord() {
        Map<String, Operation> byWord = new HashMap<>();
        for (Operation operation : values()) {
            byWord.put(operation.word, operation);
        }
        return byWord;
    }

    /** As Pulumi spells it: {@code create-replacement}. */
    public String word() {
        return word;
    }

    /** The operation of this word; empty for one that no engine of Pulumi's has so far. */
    public static Optional<Operation> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether a word of a file is this operation's. */
    public boolean is(String spelled) {
        return word.equals(spelled);
    }
}
