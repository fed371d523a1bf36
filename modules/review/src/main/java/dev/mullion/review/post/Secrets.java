package dev.mullion.review.post;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What no message may show, whoever wrote the message: hosts and proxies may say back what they were told. */
final class Secrets {
    /** A shorter one would take words of ours for itself. */
    private static final int MIN_LENGTH = 4;

    private final List<Pattern> patterns;

    private Secrets(Collection<String> secrets) {
        patterns = secrets.stream()
                .map(secret -> secret.replaceAll("[^!-~]", ""))
                .filter(secret -> secret.length() >= MIN_LENGTH)
                .sorted((one, other) -> other.length() - one.length()) // one may be a part of another
                .map(Secrets::pattern)
                .toList();
    }

    /** The tokens of a job, and the users and passwords of its proxies. */
    static Secrets of(Map<String, String> variables) {
        CiEnvironment environment = new CiEnvironment(variables);
        Set<String> secrets = new HashSet<>();
        Tokens.VARIABLES.forEach(name -> environment.find(name).ifPresent(secrets::add));
        Proxy.VARIABLES.forEach(
                name -> environment.find(name).map(Proxy::secrets).ifPresent(secrets::addAll));
        return new Secrets(secrets);
    }

    /** Finds it also where something that can not be seen, or a line feed, stands within. */
    private static Pattern pattern(String secret) {
        return Pattern.compile(secret.codePoints()
                .mapToObj(Character::toString)
                .map(Pattern::quote)
                .collect(Collectors.joining("[^!-~]*+")));
    }

    /** The text with each of them replaced. */
    String hidden(String text) {
        String hidden = text;
        for (Pattern pattern : patterns) {
            hidden = pattern.matcher(hidden).replaceAll("[secret]");
        }
        return hidden;
    }
}
