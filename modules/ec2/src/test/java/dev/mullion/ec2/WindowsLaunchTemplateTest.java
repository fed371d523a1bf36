package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsLaunchTemplateTest {
    private static final UserData USER_DATA = new UserData(
            LaunchAgent.EC2LAUNCH_V2,
            new Steps(List.of(), List.of(new OwnScript("hello.ps1", "Write-Host 'hello'\n")), List.of(), List.of()));
    private static final String TAGS =
            "Name: web-dev, Owner: platform, mullion:component: web, mullion:project: shop," + " mullion:stack: dev";
    private static final String TEMPLATE = "LaunchTemplate web-launch-template";

    @Test
    void makesARoleASecurityGroupAndATemplateByDefault() {
        Planned planned = template(sample());

        assertThat(planned.tree()).isEqualTo("""
                mullion:ec2:WindowsLaunchTemplate web
                  aws:iam/role:Role web-role
                  aws:iam/rolePolicyAttachment:RolePolicyAttachment web-AmazonSSMManagedInstanceCore
                  aws:iam/rolePolicyAttachment:RolePolicyAttachment web-AmazonEC2ContainerServiceforEC2Role
                  aws:iam/instanceProfile:InstanceProfile web-instance-profile
                  aws:ec2/securityGroup:SecurityGroup web-security-group
                  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-egress
                  aws:ec2/launchTemplate:LaunchTemplate web-launch-template
                """);
        assertThat(planned.resource(TEMPLATE).urn())
                .isEqualTo("urn:pulumi:dev::shop::mullion:ec2:WindowsLaunchTemplate"
                        + "$aws:ec2/launchTemplate:LaunchTemplate::web-launch-template");
        assertThat(planned.inputs(TEMPLATE)).isEqualTo("""
                blockDeviceMappings: [{deviceName: /dev/sda1, ebs: {deleteOnTermination: "true", encrypted: "true", \
                volumeSize: 100, volumeType: gp3}}]
                description: Windows instances of web-dev
                iamInstanceProfile: {name: ${web-instance-profile.name}}
                imageId: ${getParameter(/aws/service/ami-windows-latest/\
                Windows_Server-2022-English-Core-ECS_Optimized/image_id).value}
                instanceType: m6i.large
                metadataOptions: {httpEndpoint: enabled, httpPutResponseHopLimit: 1, httpTokens: required}
                tagSpecifications: [{resourceType: instance, tags: {%1$s}}, {resourceType: volume, tags: {%1$s}}, \
                {resourceType: network-interface, tags: {%1$s}}]
                tags: {%1$s}
                updateDefaultVersion: true
                userData: %2$s
                vpcSecurityGroupIds: [${web-security-group.id}]
                """.formatted(TAGS, USER_DATA.base64()));
    }

    @Test
    void attachesDataVolumesAndTakesAKeyPairAndDetailedMonitoring() {
        Planned planned = template(sample().dataVolume(volume -> volume.sizeGib(200))
                .dataVolume(volume -> volume.sizeGib(50)
                        .deviceName("xvdm")
                        .iops(6_000)
                        .throughputMibPerSecond(500)
                        .kmsKeyId("arn:aws:kms:eu-west-1:123456789012:key/0a1b"))
                .dataVolume(volume -> volume.sizeGib(1))
                .keyName("operators")
                .monitoring(true));

        assertThat(planned.input(TEMPLATE, "blockDeviceMappings"))
                .isEqualTo("[{deviceName: /dev/sda1, ebs: {deleteOnTermination: \"true\", encrypted: \"true\","
                        + " volumeSize: 100, volumeType: gp3}}, {deviceName: xvdf, ebs: {deleteOnTermination: \"true\","
                        + " encrypted: \"true\", volumeSize: 200, volumeType: gp3}}, {deviceName: xvdm, ebs:"
                        + " {deleteOnTermination: \"true\", encrypted: \"true\", iops: 6000, kmsKeyId:"
                        + " arn:aws:kms:eu-west-1:123456789012:key/0a1b, throughput: 500, volumeSize: 50, volumeType:"
                        + " gp3}}, {deviceName: xvdh, ebs: {deleteOnTermination: \"true\", encrypted: \"true\","
                        + " volumeSize: 1, volumeType: gp3}}]");
        assertThat(planned.input(TEMPLATE, "keyName")).isEqualTo("operators");
        assertThat(planned.input(TEMPLATE, "monitoring")).isEqualTo("{enabled: true}");
    }

    @Test
    void takesEverythingThatASpecCanSay() {
        Planned planned = template(sample().operatingSystem(WindowsRelease.WINDOWS_SERVER_2025_FULL)
                .instanceTypes(List.of("m6i.xlarge", "m5.xlarge"))
                .rootVolume(RootVolumeSpec.builder()
                        .sizeGib(150)
                        .iops(6_000)
                        .throughputMibPerSecond(500)
                        .kmsKeyId("arn:aws:kms:eu-west-1:123456789012:key/0a1b")
                        .build())
                .httpPutResponseHopLimit(2)
                .securityGroupIds(List.of("sg-0123456789abcdef0", "sg-00000000"))
                .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary"));

        assertThat(planned.input(TEMPLATE, "imageId"))
                .isEqualTo("${getParameter(/aws/service/ami-windows-latest/"
                        + "Windows_Server-2025-English-Full-ECS_Optimized/image_id).value}");
        assertThat(planned.input(TEMPLATE, "instanceType")).isEqualTo("m6i.xlarge");
        assertThat(planned.input(TEMPLATE, "blockDeviceMappings"))
                .isEqualTo("[{deviceName: /dev/sda1, ebs: {deleteOnTermination: \"true\", encrypted: \"true\","
                        + " iops: 6000, kmsKeyId: arn:aws:kms:eu-west-1:123456789012:key/0a1b, throughput: 500,"
                        + " volumeSize: 150, volumeType: gp3}}]");
        assertThat(planned.input(TEMPLATE, "metadataOptions"))
                .isEqualTo("{httpEndpoint: enabled, httpPutResponseHopLimit: 2, httpTokens: required}");
        assertThat(planned.input(TEMPLATE, "vpcSecurityGroupIds"))
                .isEqualTo("[${web-security-group.id}, sg-0123456789abcdef0, sg-00000000]");
        assertThat(planned.input("Role web-role", "permissionsBoundary"))
                .isEqualTo("arn:aws:iam::123456789012:policy/boundary");
    }

    @Test
    void givesInstancesARoleWithTheLeastThatTheyNeed() {
        Planned planned = template(sample());

        assertThat(planned.inputs("Role web-role")).isEqualTo("""
                assumeRolePolicy: {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                description: Windows instances of web-dev
                tags: {%s}
                """.formatted(TAGS));
        assertThat(planned.inputs("RolePolicyAttachment web-AmazonSSMManagedInstanceCore"))
                .isEqualTo("""
                policyArn: arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
                role: ${web-role.name}
                """);
        assertThat(planned.inputs("RolePolicyAttachment web-AmazonEC2ContainerServiceforEC2Role"))
                .isEqualTo("""
                policyArn: arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
                role: ${web-role.name}
                """);
        assertThat(planned.inputs("InstanceProfile web-instance-profile")).isEqualTo("""
                role: ${web-role.name}
                tags: {%s}
                """.formatted(TAGS));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, aws, ec2.amazonaws.com",
        "cn-north-1, aws-cn, ec2.amazonaws.com.cn",
        "us-gov-west-1, aws-us-gov, ec2.amazonaws.com",
        "us-iso-east-1, aws-iso, ec2.c2s.ic.gov",
        "eusc-de-east-1, aws-eusc, ec2.amazonaws.com"
    })
    void speaksOfThePartitionOfTheRegion(String region, String partition, String service) {
        Planned planned = template(sample(), region);

        assertThat(planned.input("RolePolicyAttachment web-AmazonSSMManagedInstanceCore", "policyArn"))
                .isEqualTo("arn:" + partition + ":iam::aws:policy/AmazonSSMManagedInstanceCore");
        assertThat(planned.input("Role web-role", "assumeRolePolicy"))
                .contains("\"Principal\":{\"Service\":\"" + service + "\"}");
    }

    @Test
    void makesNoRoleBesideAnExistingInstanceProfile() {
        Planned planned = template(sample().instanceProfile("golden-instances"));

        assertThat(planned.tree()).isEqualTo("""
                mullion:ec2:WindowsLaunchTemplate web
                  aws:ec2/securityGroup:SecurityGroup web-security-group
                  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-egress
                  aws:ec2/launchTemplate:LaunchTemplate web-launch-template
                """);
        assertThat(planned.input(TEMPLATE, "iamInstanceProfile")).isEqualTo("{name: golden-instances}");
    }

    @Test
    void givesPublicIpsOnAnInterfaceOfTheTemplate() {
        Planned planned = template(sample().associatePublicIpAddress(true));

        assertThat(planned.input(TEMPLATE, "networkInterfaces"))
                .isEqualTo("[{associatePublicIpAddress: \"true\", deleteOnTermination: \"true\", deviceIndex: 0,"
                        + " securityGroups: [${web-security-group.id}]}]");
        assertThat(planned.input(TEMPLATE, "vpcSecurityGroupIds")).isEmpty();
    }

    @Test
    void opensNoWayIn() {
        Planned planned = template(sample());

        assertThat(planned.inputs("SecurityGroup web-security-group")).isEqualTo("""
                description: Windows instances of web-dev - no ingress by default
                tags: {%s}
                vpcId: vpc-0a1b2c3d4e5f60718
                """.formatted(TAGS));
        assertThat(planned.inputs("SecurityGroupEgressRule web-egress")).isEqualTo("""
                cidrIpv4: 0.0.0.0/0
                description: to AWS, image registries and what the workloads call
                ipProtocol: "-1"
                securityGroupId: ${web-security-group.id}
                tags: {%s}
                """.formatted(TAGS));
        assertThat(planned.resource(TEMPLATE).inputs().values()).doesNotContainKey("keyName");
    }

    @Test
    void namesWhatInstancesNeedToBootAlthoughNoTemplateRefersToIt() {
        List<Resource> prerequisites = new ArrayList<>();

        Planned.of(() -> prerequisites.addAll(make(sample(), "eu-west-1").prerequisites()));

        assertThat(prerequisites)
                .extracting(Resource::pulumiResourceName)
                .containsExactly(
                        "web-AmazonSSMManagedInstanceCore", "web-AmazonEC2ContainerServiceforEC2Role", "web-egress");
    }

    @Test
    void carriesTheUserDataInBase64() {
        Planned planned = template(sample());

        byte[] decoded = Base64.getDecoder().decode(planned.input(TEMPLATE, "userData"));
        assertThat(new String(decoded, StandardCharsets.US_ASCII)).isEqualTo(USER_DATA.text());
    }

    @Test
    void readsAnImageFromAParameterOfTheUsers() {
        Planned planned = template(sample().ami(
                        AmiSpec.builder().ssmParameter("/golden/windows-2022").build()));

        assertThat(planned.input(TEMPLATE, "imageId")).isEqualTo("${getParameter(/golden/windows-2022).value}");
    }

    @Test
    void letsEc2ReadTheParameterAtEachLaunch() {
        Planned aws =
                template(sample().ami(AmiSpec.builder().resolveAtLaunch(true).build()));
        Planned own = template(sample().ami(AmiSpec.builder()
                .resolveAtLaunch(true)
                .ssmParameter("/golden/windows-2022")
                .build()));

        assertThat(aws.input(TEMPLATE, "imageId"))
                .isEqualTo("resolve:ssm:/aws/service/ami-windows-latest/"
                        + "Windows_Server-2022-English-Core-ECS_Optimized/image_id");
        assertThat(own.input(TEMPLATE, "imageId")).isEqualTo("resolve:ssm:/golden/windows-2022");
    }

    @Test
    void takesAnImageByItsId() {
        Planned planned = template(
                sample().ami(AmiSpec.builder().id("ami-0123456789abcdef0").build()));

        assertThat(planned.input(TEMPLATE, "imageId")).isEqualTo("ami-0123456789abcdef0");
    }

    @Test
    void looksUpTheNewestImageOfAnOwner() {
        Planned planned = template(sample().ami(AmiSpec.builder()
                .namePrefix("golden-windows-2022-")
                .owner("self")
                .build()));

        assertThat(planned.input(TEMPLATE, "imageId"))
                .isEqualTo("${getAmi(filters=[{name=name, values=[golden-windows-2022-*]}, {name=platform,"
                        + " values=[windows]}, {name=state, values=[available]}], mostRecent=true, owners=[self]).id}");
    }

    private static SampleBuilder sample() {
        return Sample.builder().instanceTypes(List.of("m6i.large"));
    }

    private static Planned template(SampleBuilder spec) {
        return template(spec, "eu-west-1");
    }

    private static Planned template(SampleBuilder spec, String region) {
        return Planned.of(() -> make(spec, region));
    }

    private static WindowsLaunchTemplate make(SampleBuilder spec, String region) {
        StackContext context =
                new StackContext("shop", "dev", Optional.of(region), Map.of("Owner", "platform"), Path.of("."));
        return new WindowsLaunchTemplate(
                "web",
                spec.build().instance(),
                new WindowsLaunchTemplateInputs(
                        context,
                        Output.of("vpc-0a1b2c3d4e5f60718"),
                        spec.build().instance().operatingSystem().imageIdParameter("ECS_Optimized"),
                        List.of("service-role/AmazonEC2ContainerServiceforEC2Role"),
                        USER_DATA),
                null);
    }
}
