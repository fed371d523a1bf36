package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a host reaches the internet: for its downloads, and as environment of containerd and BuildKit. Builds get it by
 * {@code --build-arg}.
 *
 * @param httpProxy such as http://proxy.example.com:3128, without a password
 * @param httpsProxy for https; httpProxy when not given
 * @param noProxy names and networks that are reached without, beside the instance metadata and the machine itself
 */
@GenerateBuilder
public record ProxySpec(
        @Matches(ProxySpec.ADDRESS) @Explain(api = "HTTP_PROXY", example = "http://proxy.example.com:3128")
        Optional<String> httpProxy,

        @Matches(ProxySpec.ADDRESS) @Explain(api = "HTTPS_PROXY", example = "http://proxy.example.com:3128")
        Optional<String> httpsProxy,

        @Explain(api = "NO_PROXY", example = "[.example.com]") @Matches(ProxySpec.NAME)
        List<String> noProxy)
        implements Spec {
    static final String ADDRESS = "https?://[A-Za-z0-9.-]+(:\\d{1,5})?/?";
    static final String NAME = "[A-Za-z0-9.*_/-]{1,255}";
    private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "169.254.169.254");

    public static ProxySpecBuilder builder() {
        return new ProxySpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        httpProxy.ifPresent(address -> check(address, problems.at("httpProxy")));
        httpsProxy.ifPresent(address -> check(address, problems.at("httpsProxy")));
        for (int i = 0; i < noProxy.size(); i++) {
            if (!ProxySpecBuilder.matchesNoProxy(noProxy.get(i))) {
                problems.at("noProxy")
                        .at(i)
                        .refuse(noProxy.get(i), "use a host's name, .domain, an address or a network");
            }
        }
        if (httpProxy.isEmpty() && httpsProxy.isEmpty()) {
            problems.add("names no proxy; use httpProxy or httpsProxy");
        }
    }

    private static void check(String address, Problems problems) {
        if (!ProxySpecBuilder.matchesHttpProxy(address)) {
            problems.refuse(
                    address,
                    "use http://host:port; a password would stand in the user data, which everything on"
                            + " the machine reads");
        }
    }

    /** For https, or for all. */
    public String https() {
        return httpsProxy.or(() -> httpProxy).orElse("");
    }

    /** For http, or for all. */
    public String http() {
        return httpProxy.or(() -> httpsProxy).orElse("");
    }

    /** What is reached without, as programs read it: separated by commas. */
    public String without() {
        return Stream.concat(ALWAYS.stream(), noProxy.stream()).distinct().collect(Collectors.joining(","));
    }
}
