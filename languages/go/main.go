package main

import (
	"example.com/pulumi-mullion/sdk/go/mullion"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cidrBlock := pulumi.StringRef("10.40.0.0/16")
		network, err := mullion.NewNetwork(ctx, "network", &mullion.NetworkArgs{
			Platforms:         []mullion.NetworkUser{mullion.NetworkUserEcs},
			CidrBlock:         cidrBlock,
			AvailabilityZones: []string{"eu-west-1a", "eu-west-1b"},
		})
		if err != nil {
			return err
		}
		storefront, err := mullion.NewEcsWindowsCluster(ctx, "storefront", &mullion.EcsWindowsClusterArgs{
			Network: &mullion.NetworkSpecArgs{
				VpcId:           network.VpcId,
				SubnetIds:       network.SubnetIds,
				PublicSubnetIds: network.PublicSubnetIds,
				CidrBlock:       cidrBlock,
			},
			Capacity: map[string]mullion.EcsWindowsCapacitySpecArgs{
				"general": {InstanceTypes: []string{"m6i.xlarge"}, MinSize: pulumi.IntRef(1), MaxSize: pulumi.IntRef(2)},
			},
			Services: map[string]mullion.EcsServiceSpecArgs{
				"web": {
					Capacity:     pulumi.StringRef("general"),
					DesiredCount: pulumi.IntRef(1),
					Containers: map[string]mullion.ContainerSpecArgs{
						"iis": {
							Image:        pulumi.String("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022"),
							Cpu:          pulumi.IntRef(1024),
							MemoryMib:    pulumi.IntRef(2048),
							PortMappings: []mullion.PortMappingSpecArgs{{ContainerPort: pulumi.IntRef(80)}},
						},
					},
					LoadBalancer: &mullion.LoadBalancerSpecArgs{Container: "iis", ContainerPort: 80},
				},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("scripts", storefront.Scripts)
		ctx.Export("clusterArn", storefront.ClusterArn)
		return nil
	})
}
