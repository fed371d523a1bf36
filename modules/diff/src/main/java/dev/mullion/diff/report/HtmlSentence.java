package dev.mullion.diff.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence in which the first mention of each resource that changes is a link to it.
 *
 * @param parts in their order; without a target what is text
 */
record HtmlSentence(List<HtmlLink> parts) {
    /** What can be a name, with what ends a sentence or a part of it. */
    private static final Pattern WORD = Pattern.compile("[^\\s(),;\"'`]+");

    /**
     * Looks for names.
     *
     * @param own the resource that the sentence is of, whose name may hold anything
     * @param named the link of another resource's name, without a target where nobody can know what it means
     */
    static HtmlSentence of(String sentence, HtmlLink own, Function<String, HtmlLink> named) {
        List<HtmlLink> parts = new ArrayList<>();
        Set<String> linked = new HashSet<>();
        int at = own.target().isEmpty() ? -1 : place(sentence, own.name());
        if (at < 0) {
            words(sentence, named, linked, parts);
        } else {
            linked.add(own.target());
            words(sentence.substring(0, at), named, linked, parts);
            parts.add(own);
            words(sentence.substring(at + own.name().length()), named, linked, parts);
        }
        return new HtmlSentence(List.copyOf(parts));
    }

    /** Where the name stands as a word of its own; -1 for nowhere. */
    private static int place(String sentence, String name) {
        int at = name.isEmpty() ? -1 : sentence.indexOf(name);
        while (at >= 0 && (inWord(sentence, at - 1) || inWord(sentence, at + name.length()))) {
            at = sentence.indexOf(name, at + 1);
        }
        return at;
    }

    private static boolean inWord(String sentence, int at) {
        return at >= 0
                && at < sentence.length()
                && (Character.isLetterOrDigit(sentence.charAt(at)) || "-_/".indexOf(sentence.charAt(at)) >= 0);
    }

    private static void words(String text, Function<String, HtmlLink> named, Set<String> linked, List<HtmlLink> parts) {
        Matcher word = WORD.matcher(text);
        int done = 0;
        while (word.find()) {
            int end = word.end();
            while (end > word.start() && ".:".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            HtmlLink link = named.apply(text.substring(word.start(), end));
            if (!link.target().isEmpty() && linked.add(link.target())) {
                text(text.substring(done, word.start()), parts);
                parts.add(link);
                done = end;
            }
        }
        text(text.substring(done), parts);
    }

    private static void text(String text, List<HtmlLink> parts) {
        if (!text.isEmpty()) {
            parts.add(new HtmlLink(text, ""));
        }
    }

    /** The same without links. */
    String text() {
        return parts.stream().map(HtmlLink::name).collect(Collectors.joining());
    }

    /** Whether a resource is among the links. */
    boolean links(HtmlLink resource) {
        return parts.contains(resource);
    }
}
