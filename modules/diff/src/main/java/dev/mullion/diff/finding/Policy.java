package dev.mullion.diff.finding;

import dev.mullion.diff.finding.Grant.Terms;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one or several policy documents say together.
 *
 * @param allowed by statements that allow
 * @param denied by statements that deny
 * @param denials how many statements deny
 */
record Policy(List<Grant> allowed, List<Grant> denied, int denials) {
    static final Policy NONE = new Policy(List.of(), List.of(), 0);

    private static final Pattern OBJECT = Pattern.compile("[^\\w\"'$]{0,99}\\{");

    /** AWS takes no policy of more than 32 KiB, which has no room for as many. */
    private static final int MAX_GRANTS = 100_000;

    /** Whether a document means to be JSON and is none, so that providers and we may read different things. */
    static boolean isMisspelled(MaskedValue document) {
        return Values.plain(document) instanceof Scalar scalar
                && scalar.kind() == MaskedValue.Kind.TEXT
                && OBJECT.matcher(scalar.text()).lookingAt();
    }

    /** Empty where one of the documents is there and can not be read: it may say anything. */
    static Optional<Policy> of(List<MaskedValue> documents) {
        List<Grant> allowed = new ArrayList<>();
        List<Grant> denied = new ArrayList<>();
        int denials = 0;
        for (MaskedValue document : documents) {
            MaskedValue root = Values.plain(document);
            if (!(root instanceof Fields)) {
                if (root instanceof Scalar scalar
                        && (scalar.text().isEmpty() || scalar.kind() == MaskedValue.Kind.NULL)) {
                    continue;
                }
                return Optional.empty();
            }
            for (MaskedValue statement : Values.list(root, "Statement")) {
                boolean denies = Values.text(statement, "Effect").equals("Deny");
                denials += denies ? 1 : 0;
                grants(statement, denies ? denied : allowed);
            }
        }
        return Optional.of(new Policy(allowed, denied, denials));
    }

    private static void grants(MaskedValue statement, List<Grant> grants) {
        Terms terms = new Terms(
                Values.texts(statement, "NotAction").stream()
                        .map(action -> action.toLowerCase(Locale.ROOT))
                        .toList(),
                Values.texts(statement, "NotResource"),
                principals(statement, "NotPrincipal"),
                Condition.of(statement));
        // Everything but a few is a wildcard with exceptions.
        List<String> actions =
                Values.at(statement, "NotAction").isPresent() ? List.of("*") : Values.texts(statement, "Action");
        List<String> resources = Values.texts(statement, "Resource");
        List<Principal> principals = principals(statement, "Principal");
        Principal others = terms.exceptPrincipals().isEmpty() ? Principal.OWNER : Principal.EVERYBODY;
        for (Principal principal : principals.isEmpty() ? List.of(others) : principals) {
            for (String action : actions) {
                for (String resource : resources.isEmpty() ? List.of("*") : resources) {
                    if (grants.size() == MAX_GRANTS) {
                        return;
                    }
                    grants.add(new Grant(principal, action, resource, terms));
                }
            }
        }
    }

    private static List<Principal> principals(MaskedValue statement, String key) {
        List<Principal> principals = new ArrayList<>();
        Optional<MaskedValue> principal = Values.at(statement, key);
        if (principal.isPresent() && principal.get() instanceof Fields fields) {
            fields.values().forEach((kind, names) -> Values.texts(names)
                    .forEach(name -> principals.add(new Principal(kind, name))));
        } else {
            principal
                    .map(Values::text)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> principals.add(new Principal("", name)));
        }
        return principals;
    }

    /** Whom the statements that allow are for. */
    List<Principal> principals() {
        return allowed.stream()
                .map(Grant::principal)
                .filter(principal -> !principal.equals(Principal.OWNER))
                .distinct()
                .toList();
    }
}
