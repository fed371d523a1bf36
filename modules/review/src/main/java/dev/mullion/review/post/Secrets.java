package dev.mullion.review.post;

import dev.mullion.core.text.HiddenTexts;
import dev.mullion.core.text.ProxyLogin;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What no message of a job may show. */
final class Secrets {
    private Secrets() {}

    /** The tokens of a job, and the users and passwords of its proxies. */
    static HiddenTexts of(Map<String, String> variables) {
        CiEnvironment environment = new CiEnvironment(variables);
        Set<String> secrets = new HashSet<>();
        Tokens.VARIABLES.forEach(name -> environment.find(name).ifPresent(secrets::add));
        secrets.addAll(ProxyLogin.secrets(variables));
        return new HiddenTexts(secrets);
    }
}
