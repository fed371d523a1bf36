using System.Collections.Generic;
using Pulumi.Mullion;
using Pulumi.Mullion.Inputs;

return await Pulumi.Deployment.RunAsync(() =>
{
    const string cidrBlock = "10.40.0.0/16";
    var network = new Network("network", new()
    {
        Platforms = { NetworkUser.Ecs },
        CidrBlock = cidrBlock,
        AvailabilityZones = { "eu-west-1a", "eu-west-1b" },
    });
    var storefront = new EcsWindowsCluster("storefront", new()
    {
        Network = new NetworkSpecArgs
        {
            VpcId = network.VpcId,
            SubnetIds = network.SubnetIds,
            PublicSubnetIds = network.PublicSubnetIds,
            CidrBlock = cidrBlock,
        },
        Capacity =
        {
            ["general"] = new EcsWindowsCapacitySpecArgs { InstanceTypes = { "m6i.xlarge" }, MinSize = 1, MaxSize = 2 },
        },
        Services =
        {
            ["web"] = new EcsServiceSpecArgs
            {
                Capacity = "general",
                DesiredCount = 1,
                Containers =
                {
                    ["iis"] = new ContainerSpecArgs
                    {
                        Image = "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
                        Cpu = 1024,
                        MemoryMib = 2048,
                        PortMappings = { new PortMappingSpecArgs { ContainerPort = 80 } },
                    },
                },
                LoadBalancer = new LoadBalancerSpecArgs { Container = "iis", ContainerPort = 80 },
            },
        },
    });
    return new Dictionary<string, object?>
    {
        ["scripts"] = storefront.Scripts,
        ["clusterArn"] = storefront.ClusterArn,
    };
});
