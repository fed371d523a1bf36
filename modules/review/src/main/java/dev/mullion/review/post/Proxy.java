package dev.mullion.review.post;

import dev.mullion.core.text.ProxyLogin;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP proxy on the way to a host, by the variables that curl and git read: {@code https_proxy}, {@code HTTPS_PROXY} (or
 * {@code http_proxy}, {@code HTTP_PROXY} for a host without TLS), {@code all_proxy} and {@code ALL_PROXY}; hosts in
 * {@code no_proxy} or {@code NO_PROXY} are reached directly.
 *
 * @param variable where it is named
 * @param authorization what its user and password make of the header, empty without
 * @see <a href="https://curl.se/docs/manpage.html#ENVIRONMENT">curl's variables</a>
 */
record Proxy(String variable, String host, int port, Optional<String> authorization) {
    private static final Pattern FORM = Pattern.compile(
            "(?:http://)?(?:(?<login>(?:[^@/\\s%]|%[0-9A-Fa-f]{2})*)@)?(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+]):(?<port>\\d{1,5})/?");

    /** The proxy for the host, if there is one; a problem when its address is of another form. */
    static Optional<Proxy> of(URI api, CiEnvironment environment) {
        String scheme = api.getScheme().equals("http") ? "http_proxy" : "https_proxy";
        List<String> names = List.of(scheme, scheme.toUpperCase(Locale.ROOT), "all_proxy", "ALL_PROXY");
        for (String name : names) {
            Optional<String> value = environment.find(name);
            if (value.isPresent()) {
                return isDirect(api, environment) ? Optional.empty() : read(name, value.get(), environment);
            }
        }
        return Optional.empty();
    }

    private static Optional<Proxy> read(String variable, String value, CiEnvironment environment) {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > 65_535) {
            environment.problem(variable + " is no address of an HTTP proxy, such as http://proxy.example.com:3128");
            return Optional.empty();
        }
        Optional<String> authorization =
                Optional.ofNullable(parts.group("login")).map(ProxyLogin::basic);
        return Optional.of(
                new Proxy(variable, parts.group("host"), Integer.parseInt(parts.group("port")), authorization));
    }

    /** {@code example.com} and {@code .example.com} stand for the host and all below it, {@code *} for every host. */
    private static boolean isDirect(URI api, CiEnvironment environment) {
        String host = api.getHost().toLowerCase(Locale.ROOT);
        String list = environment
                .find("no_proxy")
                .or(() -> environment.find("NO_PROXY"))
                .orElse("");
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(entry -> entry.replaceFirst("^\\.", ""))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*")
                        || host.equals(entry)
                        || host.endsWith("." + entry)
                        || entry.equals(host + ":" + api.getPort()));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** Without what is secret of it. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + variable + ")";
    }
}
