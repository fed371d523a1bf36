import pulumi
import pulumi_mullion as mullion

platform = mullion.Stack(
    "platform",
    network={
        "vpc_id": "vpc-0a1b2c3d4e5f60718",
        "subnet_ids": ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
    },
    ecs={"windows-poc": {"capacity": {"default": {"instance_types": ["t3.large"]}}}},
)
pulumi.export("scripts", platform.scripts)
