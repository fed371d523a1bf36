package dev.mullion.stacks.engine;

import com.pulumi.Context;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.eks.Cluster;
import com.pulumi.aws.eks.ClusterArgs;
import com.pulumi.aws.eks.inputs.ClusterAccessConfigArgs;
import com.pulumi.aws.eks.inputs.ClusterVpcConfigArgs;
import com.pulumi.aws.iam.OpenIdConnectProvider;
import com.pulumi.aws.iam.OpenIdConnectProviderArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import dev.mullion.stacks.Mullion;
import java.util.List;
import java.util.stream.Stream;

/** Makes EKS clusters, which another stack takes for existing. */
public final class ClustersProgram {
    private ClustersProgram() {}

    /** Under Pulumi. */
    public static void main(String[] args) {
        Mullion.runProgram(ClustersProgram::build);
    }

    private static void build(Context context) {
        String region = context.config("aws").require("region");
        Vpc vpc = new Vpc("vpc", VpcArgs.builder().cidrBlock("10.90.0.0/16").build());
        Output<List<String>> subnets = Output.all(Stream.of("a", "b")
                .map(zone -> new Subnet(
                                zone,
                                SubnetArgs.builder()
                                        .vpcId(vpc.id())
                                        .availabilityZone(region + zone)
                                        .cidrBlock("10.90." + (zone.charAt(0) - 'a') + ".0/24")
                                        .build())
                        .id())
                .toList());
        Role role = new Role(
                "role",
                RoleArgs.builder()
                        .assumeRolePolicy("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}")
                        .build());
        for (String name : context.config().require("names").split(",", -1)) {
            Cluster cluster = new Cluster(
                    name,
                    ClusterArgs.builder()
                            .name(name)
                            .version("1.34")
                            .roleArn(role.arn())
                            .accessConfig(ClusterAccessConfigArgs.builder()
                                    .authenticationMode("API")
                                    .build())
                            .vpcConfig(ClusterVpcConfigArgs.builder()
                                    .subnetIds(subnets)
                                    .build())
                            .build());
            new OpenIdConnectProvider(
                    name,
                    OpenIdConnectProviderArgs.builder()
                            .url(cluster.identities().applyValue(identities -> identities
                                    .get(0)
                                    .oidcs()
                                    .get(0)
                                    .issuer()
                                    .orElseThrow()))
                            .clientIdLists("sts.amazonaws.com")
                            .build());
        }
    }
}
