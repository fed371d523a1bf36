package dev.mullion.ec2;

import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.inputs.GetAmiArgs;
import com.pulumi.aws.ec2.inputs.GetAmiFilterArgs;
import com.pulumi.aws.ec2.outputs.GetAmiResult;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.aws.ssm.outputs.GetParameterResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import java.util.Optional;

/** Finds the image that an {@link AmiSpec} names, at deployment. */
public final class AmiLookup {
    private AmiLookup() {}

    /**
     * What a launch template takes as its image.
     *
     * @param latest the public parameter that {@code ami: latest} reads
     */
    public static Output<String> imageId(AmiSpec ami, Output<String> latest, InvokeOptions options) {
        Optional<Output<String>> named = ami.id().map(Output::of).or(() -> ami.namePrefix()
                .map(prefix -> newestImage(prefix, ami.owner().orElseThrow(), options)));
        if (named.isPresent()) {
            return named.get();
        }
        Output<String> parameter = ami.ssmParameter().map(Output::of).orElse(latest);
        return ami.resolveAtLaunch()
                ? parameter.applyValue(name -> "resolve:ssm:" + name)
                // The provider marks all parameters secret. An image id is none, and behind [secret] nobody could
                // review it.
                : SsmFunctions.getParameter(
                                GetParameterArgs.builder().name(parameter).build(), options)
                        .applyValue(GetParameterResult::value)
                        .asPlaintext();
    }

    private static Output<String> newestImage(String namePrefix, String owner, InvokeOptions options) {
        return Ec2Functions.getAmi(
                        GetAmiArgs.builder()
                                .mostRecent(true)
                                .owners(owner)
                                .filters(
                                        filter("name", namePrefix + "*"),
                                        filter("platform", "windows"),
                                        filter("state", "available"))
                                .build(),
                        options)
                .applyValue(GetAmiResult::id);
    }

    private static GetAmiFilterArgs filter(String name, String value) {
        return GetAmiFilterArgs.builder().name(name).values(value).build();
    }
}
