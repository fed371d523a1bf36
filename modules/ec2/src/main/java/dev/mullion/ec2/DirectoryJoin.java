package dev.mullion.ec2;

import com.pulumi.aws.directoryservice.DirectoryserviceFunctions;
import com.pulumi.aws.directoryservice.inputs.GetDirectoryArgs;
import com.pulumi.aws.directoryservice.outputs.GetDirectoryResult;
import com.pulumi.aws.ssm.Association;
import com.pulumi.aws.ssm.AssociationArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has Systems Manager join instances to a directory of AWS. */
public final class DirectoryJoin {
    private DirectoryJoin() {}

    /**
     * Makes {@code name-domain-join}, an association that finds the instances by tags that their launch template gives them.
     *
     * @param owner the component
     */
    public static Association association(
            String name, DomainJoinSpec join, String directoryId, StackContext context, Resource owner) {
        Output<String> domain = join.domain().map(Output::of).orElseGet(() -> DirectoryserviceFunctions.getDirectory(
                        GetDirectoryArgs.builder().directoryId(directoryId).build(),
                        InvokeOptions.builder().parent(owner).build())
                .applyValue(GetDirectoryResult::name));
        Map<String, Output<String>> parameters = new LinkedHashMap<>();
        parameters.put("directoryId", Output.of(directoryId));
        parameters.put("directoryName", domain);
        join.ouPath().ifPresent(path -> parameters.put("directoryOU", Output.of(path)));
        Map<String, String> tags = context.tags(name);
        return new Association(
                name + "-domain-join",
                context.customized(
                                name + "-domain-join",
                                AssociationArgs.builder()
                                        .associationName(context.name(name) + "-domain-join")
                                        .name("AWS-JoinDirectoryServiceDomain")
                                        .parameters(map(parameters))
                                        .targets(InstanceTargets.of(tags))
                                        .tags(tags))
                        .build(),
                CustomResourceOptions.builder().parent(owner).build());
    }

    private static Output<Map<String, String>> map(Map<String, Output<String>> entries) {
        List<String> keys = List.copyOf(entries.keySet());
        return Output.all(List.copyOf(entries.values())).applyValue(values -> {
            Map<String, String> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
            }
            return map;
        });
    }
}
