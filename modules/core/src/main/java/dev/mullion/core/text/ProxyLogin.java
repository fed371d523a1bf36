package dev.mullion.core.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** User and password in the address of an HTTP proxy, such as {@code http://me:p%20w@proxy.example.com:3128}. */
public final class ProxyLogin {
    /** The variables that may name a proxy. */
    private static final Set<String> VARIABLES =
            Set.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

    private static final Pattern FORM = Pattern.compile("(?:[^@/\\s%]|%[0-9A-Fa-f]{2})*");

    private ProxyLogin() {}

    /** The value of the header for {@code me:p%20w}. */
    public static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(plain(login).getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String login) {
        return URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What the proxies of an environment hold that no message may show. */
    public static Set<String> secrets(Map<String, String> environment) {
        Set<String> secrets = new HashSet<>();
        VARIABLES.forEach(name -> Optional.ofNullable(environment.get(name))
                .map(ProxyLogin::secrets)
                .ifPresent(secrets::addAll));
        return secrets;
    }

    /** What an address holds that no message may show: its password as it is spelled, as it is meant and as it is sent. */
    public static Set<String> secrets(String address) {
        int end = address.lastIndexOf('@');
        if (end < 0) {
            return Set.of();
        }
        String login = address.substring(0, end).replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "");
        String password = login.replaceFirst("^[^:]*:", "");
        Set<String> secrets = new HashSet<>(Set.of(password));
        if (FORM.matcher(login).matches()) {
            secrets.add(plain(password));
            secrets.add(basic(login).replaceFirst("^Basic ", ""));
        }
        return secrets;
    }
}
