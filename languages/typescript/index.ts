import * as mullion from "mullion";

const cidrBlock = "10.40.0.0/16";
const network = new mullion.Network("network", {
    platforms: ["ecs"],
    cidrBlock,
    availabilityZones: ["eu-west-1a", "eu-west-1b"],
});
const storefront = new mullion.EcsWindowsCluster("storefront", {
    network: {
        vpcId: network.vpcId,
        subnetIds: network.subnetIds,
        publicSubnetIds: network.publicSubnetIds,
        cidrBlock,
    },
    capacity: {
        general: { instanceTypes: ["m6i.xlarge"], minSize: 1, maxSize: 2 },
    },
    services: {
        web: {
            capacity: "general",
            desiredCount: 1,
            containers: {
                iis: {
                    image: "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
                    cpu: 1024,
                    memoryMib: 2048,
                    portMappings: [{ containerPort: 80 }],
                },
            },
            loadBalancer: { container: "iis", containerPort: 80 },
        },
    },
});
export const scripts = storefront.scripts;
export const clusterArn = storefront.clusterArn;
