package dev.mullion.review.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The environment variables of a CI job, and all that is missing among them. */
final class CiEnvironment {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    CiEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Empty, and a problem, when it is missing or of another form. */
    String need(String name, Pattern form, String what) {
        Optional<String> found = find(name);
        if (found.isEmpty()) {
            problems.add(name + " is not set; it is " + what);
        } else if (!form.matcher(found.get()).matches()) {
            problems.add(name + " is not " + what);
        }
        return found.orElse("");
    }

    /** The first of the variables that is set. No problem says what is in it. */
    String token(String missing, String... names) {
        for (String name : names) {
            Optional<String> found = find(name);
            if (found.isPresent()) {
                if (!TOKEN.matcher(found.get()).matches()) {
                    problems.add(name + " holds characters that no token has");
                }
                return found.get();
            }
        }
        problems.add(missing);
        return "";
    }

    void problem(String line) {
        problems.add(line);
    }

    /**
     * Ends here with everything that is missing.
     *
     * @throws PostException when something is
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new PostException(String.join("\n", problems));
        }
    }
}
