package dev.mullion.review.post;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a host's API, as a job names it. */
final class ApiAddress {
    private static final Pattern FORM = Pattern.compile("https?://[!-~]+");

    private ApiAddress() {}

    /** Without a slash at its end; empty for what is no such address, holds a user, or asks for something. */
    static Optional<URI> of(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65_535;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
