package dev.mullion.cli;

import dev.mullion.aws.Region;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.text.ProxyLogin;
import dev.mullion.live.AwsClients;
import dev.mullion.live.AwsSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Whom a command asks in AWS, and where, beyond what the environment and the profiles say. */
final class AwsOptions {
    private static final String OF_STACK = "aws:region";

    private final OptionSpec profile = OptionSpec.builder("--profile")
            .paramLabel("NAME")
            .type(String.class)
            .description("The profile of ~/.aws/config to ask as (default: AWS_PROFILE, or what is signed in).")
            .build();

    private final OptionSpec region;

    private final OptionSpec endpointUrl = OptionSpec.builder("--endpoint-url")
            .paramLabel("URL")
            .type(URI.class)
            .converters(AwsOptions::url)
            .description("Ask this address instead of AWS's own, such as that of a stand-in.")
            .build();

    private AwsOptions(CommandSpec command, OptionSpec region) {
        this.region = region;
        command.addOption(profile).addOption(region).addOption(endpointUrl);
    }

    /** Offers them in a command that asks one region. */
    static AwsOptions ofOneRegion(CommandSpec command, String defaultRegion) {
        return new AwsOptions(
                command,
                region("The region to ask (default: " + defaultRegion + ").")
                        .type(String.class)
                        .build());
    }

    /** The same in a command that asks any number of regions. */
    static AwsOptions ofRegions(CommandSpec command) {
        return new AwsOptions(
                command,
                region("A region to ask; may be given again (default: AWS_REGION, or the profile's).")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .initialValue(List.of())
                        .build());
    }

    private static OptionSpec.Builder region(String description) {
        return OptionSpec.builder("--region")
                .paramLabel("REGION")
                .converters(AwsOptions::regionName)
                .description(description);
    }

    private static String regionName(String text) {
        if (!Region.isName(text)) {
            throw new TypeConversionException("got " + Shown.text(text) + "; use a region, such as eu-west-1");
        }
        return text;
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (text.matches("https?://.*") && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // The message is the same.
        }
        throw new TypeConversionException("got " + Shown.text(text) + "; use a URL, such as http://127.0.0.1:5000");
    }

    /** Every one that was named. */
    List<String> regions() {
        @Nullable Object value = region.getValue();
        if (value instanceof List<?> several) {
            return several.stream().map(String::valueOf).distinct().toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    /** The one that was named, else the stack's, else that of whoever is signed in. */
    String region(StackConfig config, AwsClients clients) {
        return regions().stream().findFirst().or(() -> ofStack(config)).orElseGet(clients::region);
    }

    /** Whoever wrote the file may have written anything, and a region is a part of a host's name. */
    private static Optional<String> ofStack(StackConfig config) {
        Optional<String> written = Optional.ofNullable(config.engine().values().get(OF_STACK));
        if (written.isPresent() && !Region.isName(written.get())) {
            SpecPath path = SpecPath.ROOT.key(OF_STACK);
            throw new SpecException(List.of(new Problem(
                    path,
                    "got " + Shown.text(written.get()) + "; use a region, such as eu-west-1",
                    config.position(path))));
        }
        return written;
    }

    /** @param environment of which no message shows a proxy's password */
    AwsSettings settings(Map<String, String> environment) {
        return new AwsSettings(
                        Optional.ofNullable(profile.getValue()),
                        regions().stream().findFirst(),
                        Optional.ofNullable(endpointUrl.getValue()))
                .hiding(ProxyLogin.secrets(environment));
    }
}
