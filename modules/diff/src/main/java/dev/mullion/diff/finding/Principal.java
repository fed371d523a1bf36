package dev.mullion.diff.finding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a policy is for.
 *
 * @param kind {@code AWS}, {@code Service}, {@code Federated} ...; empty for {@code "Principal": "*"}
 * @param account twelve digits, or empty
 * @param isWholeAccount whether it is everybody of the account
 */
record Principal(String kind, String name, String account, boolean isWholeAccount) {
    private static final Pattern ACCOUNT = Pattern.compile("arn:aws[\\w-]*:[\\w-]*:[\\w-]*:(\\d{12}):|^(\\d{12})$");
    private static final Pattern WHOLE_ACCOUNT = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:root|\\d{12}");

    /** Whom a policy without principals is for: what it is attached to. */
    static final Principal OWNER = new Principal("", "");

    static final Principal EVERYBODY = new Principal("", "*");

    Principal(String kind, String name) {
        this(kind, name, account(name), WHOLE_ACCOUNT.matcher(name).matches());
    }

    private static String account(String name) {
        Matcher account = ACCOUNT.matcher(name);
        if (!account.find()) {
            return "";
        }
        return account.group(1) == null ? account.group(2) : account.group(1);
    }

    boolean isEverybody() {
        return name.equals("*");
    }

    boolean isService() {
        return kind.equals("Service");
    }

    /** Whether whoever has a login there is let in, as far as no condition says otherwise. */
    boolean isFederated() {
        return kind.equals("Federated");
    }

    boolean covers(Principal other) {
        return isEverybody() || name.equals(other.name()) || (isWholeAccount && account.equals(other.account()));
    }
}
