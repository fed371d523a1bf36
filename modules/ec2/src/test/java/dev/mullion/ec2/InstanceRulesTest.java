package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Instances that AWS or Windows would refuse. */
class InstanceRulesTest {
    @Test
    void rejectsMinSizeAboveMaxSize() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                minSize: 5
                maxSize: 3
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:6:16: mullion:instances.web.maxSize: got 3; use 1 to 5000, and at"
                        + " least minSize (5)");
    }

    @Test
    void rejectsMinSizeAboveTheDefaultMaxSize() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                minSize: 5
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:3:5: mullion:instances.web.maxSize: got 4; use 1 to 5000, and at"
                        + " least minSize (5); it is 4 when not given");
    }

    @Test
    void rejectsVolumesAtDevicesThatAreNoneOrTaken() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                dataVolumes: [{sizeGib: 10}, {sizeGib: 10, deviceName: /dev/sdf}, {sizeGib: 10, deviceName: xvdf}, {}]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:62: mullion:instances.web.dataVolumes[1].deviceName: got \"/dev/sdf\"; use xvdf"
                                + " to xvdz, which AWS names for volumes of Windows",
                        "Pulumi.dev.yaml:5:99: mullion:instances.web.dataVolumes[2].deviceName: got \"xvdf\"; use another"
                                + " device: volume [0] has it",
                        "Pulumi.dev.yaml:5:106: mullion:instances.web.dataVolumes[3].sizeGib: has no value; use GiB, 1 to"
                                + " 16384");
    }

    @Test
    void rejectsKeyPairsPricesAndMetricsThatAreNone() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                keyName: ' operators'
                instancesDistribution: {spotMaxPrice: '0.35'}
                enabledMetrics: [GroupMinSize, GroupMinSize]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:16: mullion:instances.web.keyName: got \" operators\"; use a key pair's name: 1 to"
                                + " 255 ASCII characters, no space at either end",
                        "Pulumi.dev.yaml:6:45: mullion:instances.web.instancesDistribution.spotMaxPrice: got \"0.35\"; leave"
                                + " it out, or use onDemandPercentageAboveBaseCapacity below 100: no Spot instance is asked"
                                + " for",
                        "Pulumi.dev.yaml:7:38: mullion:instances.web.enabledMetrics[1]: got \"GroupMinSize\"; name each"
                                + " metric once");
        assertThat(Ec2File.instances("""
                        instanceTypes: [m6i.large]
                        instancesDistribution: {onDemandPercentageAboveBaseCapacity: 0, spotMaxPrice: '0.0'}
                        enabledMetrics: [GroupMinimumSize]
                        """).problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:85: mullion:instances.web.instancesDistribution.spotMaxPrice: got \"0.0\"; use US"
                                + " dollars an hour, such as '0.35'",
                        "Pulumi.dev.yaml:6:24: mullion:instances.web.enabledMetrics[0]: got \"GroupMinimumSize\"; use"
                                + " GroupMinSize, GroupMaxSize, GroupDesiredCapacity, GroupInServiceInstances,"
                                + " GroupPendingInstances, GroupStandbyInstances, GroupTerminatingInstances,"
                                + " GroupTotalInstances, WarmPoolDesiredCapacity, WarmPoolWarmedCapacity,"
                                + " WarmPoolPendingCapacity, WarmPoolTerminatingCapacity, WarmPoolTotalCapacity,"
                                + " GroupAndWarmPoolDesiredCapacity or GroupAndWarmPoolTotalCapacity");
    }

    @Test
    void warnsOfAKeyPairThatNobodyNeeds() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                keyName: operators
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:5:16: warning EC2009: mullion:instances.web.keyName: Session Manager needs"
                                + " no key pair, and whoever has the private key of this one gets the administrator's password of"
                                + " each instance; leave it out unless your people use it");
    }

    @Test
    void takesImagesOfTheMarketplace() {
        assertThat(Ec2File.instances("""
                        instanceTypes: [m6i.large]
                        ami: {namePrefix: "Vendor Agent ", owner: aws-marketplace}
                        """).problems()).isEmpty();
    }

    @Test
    void rejectsAMaxSizeOfZero() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                maxSize: 0
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:16: mullion:instances.web.maxSize: got 0; use 1 to 5000");
    }

    @Test
    void rejectsANegativeMinSize() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                minSize: -1
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:16: mullion:instances.web.minSize: got -1; use 0 to 5000");
    }

    @Test
    void rejectsAnUnknownRelease() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_2023_CORE
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got"
                        + " \"WINDOWS_SERVER_2023_CORE\"; use one of WINDOWS_SERVER_2016_FULL, WINDOWS_SERVER_2019_FULL,"
                        + " WINDOWS_SERVER_2019_CORE, WINDOWS_SERVER_2022_FULL, WINDOWS_SERVER_2022_CORE,"
                        + " WINDOWS_SERVER_2025_FULL, WINDOWS_SERVER_2025_CORE");
    }

    @Test
    void rejectsAReleaseInLowerCase() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: windows_server_2022_core
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got"
                        + " \"windows_server_2022_core\"; did you mean WINDOWS_SERVER_2022_CORE?");
    }

    @Test
    void rejectsAReleaseWithoutEdition() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_2022
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got"
                        + " \"WINDOWS_SERVER_2022\"; did you mean WINDOWS_SERVER_2022_CORE?");
    }

    @Test
    void rejectsADeadRelease() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_20H2_CORE
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got"
                        + " \"WINDOWS_SERVER_20H2_CORE\"; use WINDOWS_SERVER_2022_CORE or WINDOWS_SERVER_2025_CORE:"
                        + " support of this release ended on 2022-08-09");
    }

    @Test
    void rejectsLinux() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: LINUX
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got \"LINUX\"; use one"
                        + " of WINDOWS_SERVER_2016_FULL, WINDOWS_SERVER_2019_FULL, WINDOWS_SERVER_2019_CORE,"
                        + " WINDOWS_SERVER_2022_FULL, WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2025_FULL,"
                        + " WINDOWS_SERVER_2025_CORE: these instances are Windows only; AWS advises a cluster of their"
                        + " own for Linux instances");
    }

    @Test
    void rejectsBottlerocket() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: BOTTLEROCKET
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got \"BOTTLEROCKET\";"
                        + " use one of WINDOWS_SERVER_2016_FULL, WINDOWS_SERVER_2019_FULL, WINDOWS_SERVER_2019_CORE,"
                        + " WINDOWS_SERVER_2022_FULL, WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2025_FULL,"
                        + " WINDOWS_SERVER_2025_CORE: these instances are Windows only; AWS advises a cluster of their"
                        + " own for Linux instances");
    }

    @Test
    void rejectsTheCoreEditionOf2016() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_2016_CORE
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.operatingSystem: got"
                        + " \"WINDOWS_SERVER_2016_CORE\"; use WINDOWS_SERVER_2016_FULL: AWS publishes no Core image of"
                        + " 2016 for containers");
    }

    @Test
    void rejectsGraviton() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m7g.large]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:23: mullion:instances.web.instanceTypes[0]: got \"m7g.large\"; use"
                        + " an x86_64 instance type: Windows Server does not run on Graviton (arm64)");
    }

    @Test
    void rejectsAGravitonThatIsNewerThanTheTable() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m9g.large, c8gn.xlarge]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:23: mullion:instances.web.instanceTypes[0]: got \"m9g.large\"; use"
                                + " an x86_64 instance type: Windows Server does not run on Graviton (arm64)",
                        "Pulumi.dev.yaml:4:34: mullion:instances.web.instanceTypes[1]: got \"c8gn.xlarge\";"
                                + " use an x86_64 instance type: Windows Server does not run on Graviton (arm64)");
    }

    @Test
    void rejectsATooSmallType() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [t3.small]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:23: mullion:instances.web.instanceTypes[0]: got \"t3.small\"; use"
                        + " an instance type with 4 GiB or more: this one has 2048 MiB, which Windows and its"
                        + " container runtime fill");
    }

    @Test
    void rejectsAMac() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [mac1.metal]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:23: mullion:instances.web.instanceTypes[0]: got \"mac1.metal\";"
                        + " use an x86_64 instance type: this one is x86_64_mac, which Windows Server does not run on");
    }

    @Test
    void rejectsWordsThatAreNoInstanceType() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [large, m6i, ""]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:23: mullion:instances.web.instanceTypes[0]: got \"large\"; use an"
                                + " instance type, such as m6i.large",
                        "Pulumi.dev.yaml:4:30: mullion:instances.web.instanceTypes[1]: got \"m6i\"; use an"
                                + " instance type, such as m6i.large",
                        "Pulumi.dev.yaml:4:35: mullion:instances.web.instanceTypes[2]: got \"\"; use an"
                                + " instance type, such as m6i.large");
    }

    @Test
    void rejectsATypeTwice() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large, m6i.large]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:34: mullion:instances.web.instanceTypes[1]: got \"m6i.large\";"
                        + " name each instance type once");
    }

    @Test
    void rejectsNoInstanceTypes() {
        Ec2File file = Ec2File.instances("""
                minSize: 1
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:3:5: mullion:instances.web.instanceTypes: names no instance type;"
                        + " use at least one, such as [m6i.large]");
    }

    @Test
    void rejectsEmptyInstanceTypes() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: []
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:22: mullion:instances.web.instanceTypes: names no instance type;"
                        + " use at least one, such as [m6i.large]");
    }

    @Test
    void rejectsSpotOnATypeWithoutSpot() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [u-6tb1.112xlarge]
                instancesDistribution: {onDemandPercentageAboveBaseCapacity: 50}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:23: mullion:instances.web.instanceTypes[0]: got"
                        + " \"u-6tb1.112xlarge\"; use an instance type that EC2 offers as Spot, or on-demand capacity"
                        + " alone");
    }

    @Test
    void rejectsADistributionOutOfRange() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                instancesDistribution: {onDemandBaseCapacity: -1, onDemandPercentageAboveBaseCapacity: 101, spotAllocationStrategy: cheapest}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:53: mullion:instances.web.instancesDistribution.onDemandBaseCapacity:"
                                + " got -1; use 0 to 5000",
                        "Pulumi.dev.yaml:5:94: mullion:instances.web.instancesDistribution.onDemandPercentageAboveBaseCapacity:"
                                + " got 101; use 0 to 100",
                        "Pulumi.dev.yaml:5:123: mullion:instances.web.instancesDistribution.spotAllocationStrategy:"
                                + " got \"cheapest\"; use price-capacity-optimized, capacity-optimized,"
                                + " capacity-optimized-prioritized or lowest-price");
    }

    @Test
    void rejectsADiskBelowTheFloor() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                rootVolume: {sizeGib: 49}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:29: mullion:instances.web.rootVolume.sizeGib: got 49; use 50 to"
                        + " 16384: EC2 refuses a root volume smaller than the image's snapshot, 50 GiB for Windows"
                        + " with containers");
    }

    @Test
    void rejectsADiskAboveTheCeiling() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                rootVolume: {sizeGib: 20000}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:29: mullion:instances.web.rootVolume.sizeGib: got 20000; use 50"
                        + " to 16384, which is the most that gp3 takes");
    }

    @Test
    void rejectsAVolumeOutOfRange() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                rootVolume: {iops: 100, throughputMibPerSecond: 2000, kmsKeyId: "key with spaces"}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:26: mullion:instances.web.rootVolume.iops: got 100; use 3000 to" + " 16000",
                        "Pulumi.dev.yaml:5:55: mullion:instances.web.rootVolume.throughputMibPerSecond: got"
                                + " 2000; use 125 to 1000",
                        "Pulumi.dev.yaml:5:71: mullion:instances.web.rootVolume.kmsKeyId: got \"key with"
                                + " spaces\"; use the ARN of a KMS key or alias, such as"
                                + " arn:aws:kms:eu-west-1:123456789012:alias/volumes");
    }

    @Test
    void rejectsThroughputAboveAQuarterOfTheIops() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                rootVolume: {iops: 3000, throughputMibPerSecond: 1000}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:56: mullion:instances.web.rootVolume.throughputMibPerSecond: got"
                        + " 1000; use at most 750, or iops of 4000 or more: gp3 takes a quarter of 3000 IOPS");
    }

    @Test
    void rejectsAHopLimitOutOfRange() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                httpPutResponseHopLimit: 0
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:32: mullion:instances.web.httpPutResponseHopLimit: got 0; use 1" + " to 64");
    }

    @Test
    void rejectsALifetimeBelowADay() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                maxInstanceLifetimeSeconds: 3600
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:35: mullion:instances.web.maxInstanceLifetimeSeconds: got 3600;"
                        + " use 86400 to 31536000");
    }

    @Test
    void rejectsAnImageIdInPlaceOfAWord() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: ami-0123456789abcdef0
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:12: mullion:instances.web.ami: got \"ami-0123456789abcdef0\";"
                        + " write {id: ami-0123456789abcdef0}");
    }

    @Test
    void rejectsAWordThatIsNoImage() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: newest
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:12: mullion:instances.web.ami: got \"newest\"; use latest, or a"
                        + " map: {id: ami-...}, {ssmParameter: /...}, {resolveAtLaunch: true}, {namePrefix: ...,"
                        + " owner: self}");
    }

    @Test
    void rejectsAmiStrategiesThatExcludeEachOther() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0, resolveAtLaunch: true}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:12: mullion:instances.web.ami: names several images; use one of"
                        + " id, namePrefix with owner, or ssmParameter and resolveAtLaunch");
    }

    @Test
    void rejectsAllWaysToNameAnImage() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0, namePrefix: golden-, owner: self, ssmParameter: /golden}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:12: mullion:instances.web.ami: names several images; use one of"
                        + " id, namePrefix with owner, or ssmParameter and resolveAtLaunch");
    }

    @Test
    void rejectsANamePrefixWithoutOwner() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {namePrefix: golden-windows-}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:7: mullion:instances.web.ami.owner: has no value; say whose"
                        + " images count: self, amazon, aws-marketplace or an account's 12 digits");
    }

    @Test
    void rejectsAnOwnerWithoutNamePrefix() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {owner: self}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:20: mullion:instances.web.ami.owner: got \"self\"; leave it out:"
                        + " it belongs to namePrefix");
    }

    @Test
    void rejectsAWildcardAndAnUnknownOwner() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {namePrefix: "golden-*", owner: me}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:25: mullion:instances.web.ami.namePrefix: got \"golden-*\"; use"
                                + " the start of an image's name: 3 to 128 of A-Z a-z 0-9 ( ) [ ] . / - ' @ _ and space, no"
                                + " wildcard",
                        "Pulumi.dev.yaml:5:44: mullion:instances.web.ami.owner: got \"me\"; use self, amazon,"
                                + " aws-marketplace or an account's 12 digits");
    }

    @Test
    void aPinIsNoLiteralIdToWarnOf() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0, name: Windows_Server-2022-English-Core-Base-2026.11.11, released: "2026-11-11"}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void rejectsANameAndADayOfNoImage() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {name: Windows, released: "2026-11-11"}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:19: mullion:instances.web.ami.name: got \"Windows\"; leave it out: it"
                                + " belongs to id",
                        "Pulumi.dev.yaml:5:38: mullion:instances.web.ami.released: got \"2026-11-11\"; leave it out:"
                                + " it belongs to id");
    }

    @Test
    void rejectsAMalformedNameAndDay() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0, name: "Windows*", released: "2026-13-11"}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:46: mullion:instances.web.ami.name: got \"Windows*\"; use an image's name: 3"
                                + " to 128 of A-Z a-z 0-9 ( ) [ ] . / - ' @ _ and space",
                        "Pulumi.dev.yaml:5:68: mullion:instances.web.ami.released: got \"2026-13-11\"; use a day in"
                                + " quotes, such as \"2026-11-14\"");
    }

    @Test
    void rejectsADayWithoutQuotes() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0, name: Windows, released: 2026-11-11}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:65: mullion:instances.web.ami.released: got 2026-11-11; quote it:"
                        + " \"2026-11-11\"");
    }

    @Test
    void rejectsAMalformedImageId() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-123}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:17: mullion:instances.web.ami.id: got \"ami-123\"; use an image's"
                        + " id, such as ami-0123456789abcdef0");
    }

    @Test
    void rejectsAnAccountThatIsNotQuoted() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {namePrefix: golden-, owner: 012345678901}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:41: mullion:instances.web.ami.owner: got 012345678901; quote it:"
                        + " \"012345678901\"");
    }

    @Test
    void rejectsAMalformedParameter() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {ssmParameter: "resolve:ssm:/a b"}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:27: mullion:instances.web.ami.ssmParameter: got \"resolve:ssm:/a"
                        + " b\"; use an SSM parameter's name, such as /golden/windows-2022");
    }

    @Test
    void rejectsSecurityGroupNames() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                securityGroupIds: [default, sg-xyz]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:26: mullion:instances.web.securityGroupIds[0]: got \"default\";"
                                + " use a security group's id, such as sg-0123456789abcdef0",
                        "Pulumi.dev.yaml:5:35: mullion:instances.web.securityGroupIds[1]: got \"sg-xyz\"; use"
                                + " a security group's id, such as sg-0123456789abcdef0");
    }

    @Test
    void rejectsASecurityGroupTwice() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                securityGroupIds: [sg-0123456789abcdef0, sg-0123456789abcdef0]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:48: mullion:instances.web.securityGroupIds[1]: got"
                        + " \"sg-0123456789abcdef0\"; name each security group once");
    }

    @Test
    void rejectsTooManySecurityGroups() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                securityGroupIds: [sg-00000001, sg-00000002, sg-00000003, sg-00000004, sg-00000005]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:25: mullion:instances.web.securityGroupIds: has 5 groups; use at"
                        + " most 4: an interface takes five with the one that is made");
    }

    @Test
    void rejectsAPermissionsBoundaryBesideAnInstanceProfile() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                instanceProfile: ecs-windows
                permissionsBoundary: arn:aws:iam::123456789012:policy/boundary
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:6:28: mullion:instances.web.permissionsBoundary: got"
                        + " \"arn:aws:iam::123456789012:policy/boundary\"; leave it out: with instanceProfile no role is"
                        + " made");
    }

    @Test
    void rejectsTheArnOfAnInstanceProfile() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                instanceProfile: arn:aws:iam::123456789012:instance-profile/ecs-windows
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:24: mullion:instances.web.instanceProfile: got"
                        + " \"arn:aws:iam::123456789012:instance-profile/ecs-windows\"; use an instance profile's name,"
                        + " not its ARN: 1 to 128 of A-Z a-z 0-9 + = , . @ _ -");
    }

    @Test
    void rejectsARoleAsBoundary() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                permissionsBoundary: arn:aws:iam::123456789012:role/boundary
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:28: mullion:instances.web.permissionsBoundary: got"
                        + " \"arn:aws:iam::123456789012:role/boundary\"; use a policy's ARN, such as"
                        + " arn:aws:iam::123456789012:policy/boundary");
    }

    @Test
    void warnsOfAReleaseThatLeavesSupportWithinAYear() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_2016_FULL
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:5:24: warning EC2005: mullion:instances.web.operatingSystem:"
                        + " WINDOWS_SERVER_2016_FULL leaves Microsoft's support on 2027-01-12; 2022 and 2025 stay"
                        + " longer");
    }

    @Test
    void warnsOfTypesBelowEightGib() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [t3.medium, m6i.large]
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:4:23: warning EC2002: mullion:instances.web.instanceTypes[0]:"
                        + " instance type t3.medium has 4096 MiB; below 8 GiB little is left for containers beside"
                        + " Windows");
    }

    @Test
    void warnsOfATypeThatIsNewerThanTheTable() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m9i.large]
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:4:23: warning EC2003: mullion:instances.web.instanceTypes[0]:"
                        + " instance type m9i.large is not in Mullion's table of 2026-11-28; its size and architecture"
                        + " are not checked");
    }

    @Test
    void warnsOfADiskBelowTheUsualSize() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                rootVolume: {sizeGib: 99}
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:5:29: warning EC2001: mullion:instances.web.rootVolume.sizeGib: a"
                        + " root volume of 99 GiB leaves little room beside Windows: one Windows Server image unpacks"
                        + " to some 9 GiB; 100 or more is usual");
    }

    @Test
    void warnsOfALiteralImageId() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0}
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:5:17: warning EC2004: mullion:instances.web.ami.id: a literal image"
                        + " id stops launching when its owner withdraws it; AWS keeps at least its last three releases"
                        + " public");
    }

    @Test
    void warnsOfNothingThatIsUsual() {
        Ec2File file = Ec2File.instances("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_2019_CORE
                rootVolume: {sizeGib: 100}
                ami: {resolveAtLaunch: true, ssmParameter: /golden/windows-2022}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings()).isEmpty();
    }
}
