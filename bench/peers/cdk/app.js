// The cluster of Pulumi.dev.yaml in the AWS CDK: the same network, cluster, capacity, settings and user data.
const fs = require('fs');
const { App, Duration, Stack, Tags } = require('aws-cdk-lib');
const autoscaling = require('aws-cdk-lib/aws-autoscaling');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecs = require('aws-cdk-lib/aws-ecs');
const iam = require('aws-cdk-lib/aws-iam');
const logs = require('aws-cdk-lib/aws-logs');

const app = new App();
const stack = new Stack(app, 'storefront-dev', { env: { account: '111122223333', region: 'eu-west-1' } });
Tags.of(stack).add('Owner', 'platform');

const vpc = new ec2.Vpc(stack, 'network', {
  ipAddresses: ec2.IpAddresses.cidr('10.40.0.0/16'),
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  natGateways: 1,
});

const logGroup = new logs.LogGroup(stack, 'logs', {
  logGroupName: '/ecs/storefront-dev',
  retention: logs.RetentionDays.ONE_MONTH,
});
const cluster = new ecs.Cluster(stack, 'cluster', {
  clusterName: 'storefront-dev',
  vpc,
  containerInsightsV2: ecs.ContainerInsights.DISABLED,
  executeCommandConfiguration: {
    logging: ecs.ExecuteCommandLogging.OVERRIDE,
    logConfiguration: { cloudWatchLogGroup: logGroup },
  },
});

const role = new iam.Role(stack, 'role', {
  assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  managedPolicies: ['AmazonSSMManagedInstanceCore', 'service-role/AmazonEC2ContainerServiceforEC2Role'].map((name) =>
    iam.ManagedPolicy.fromAwsManagedPolicyName(name),
  ),
});
const launchTemplate = new ec2.LaunchTemplate(stack, 'launch-template', {
  machineImage: ec2.MachineImage.fromSsmParameter(
    '/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id',
    { os: ec2.OperatingSystemType.WINDOWS },
  ),
  instanceType: new ec2.InstanceType('m6i.xlarge'),
  role,
  securityGroup: new ec2.SecurityGroup(stack, 'security-group', { vpc }),
  requireImdsv2: true,
  httpPutResponseHopLimit: 1,
  blockDevices: [
    {
      deviceName: '/dev/sda1',
      volume: ec2.BlockDeviceVolume.ebs(150, {
        deleteOnTermination: true,
        encrypted: true,
        volumeType: ec2.EbsDeviceVolumeType.GP3,
      }),
    },
  ],
  userData: ec2.UserData.custom(fs.readFileSync(process.env.BENCH_USER_DATA, 'utf8')),
});
const group = new autoscaling.AutoScalingGroup(stack, 'auto-scaling-group', {
  vpc,
  launchTemplate,
  minCapacity: 2,
  maxCapacity: 6,
  newInstancesProtectedFromScaleIn: true,
  healthChecks: autoscaling.HealthChecks.ec2({ gracePeriod: Duration.seconds(900) }),
  updatePolicy: autoscaling.UpdatePolicy.rollingUpdate(),
});

const provider = new ecs.AsgCapacityProvider(stack, 'capacity-provider', {
  autoScalingGroup: group,
  enableManagedDraining: true,
  enableManagedScaling: true,
  enableManagedTerminationProtection: true,
  instanceWarmupPeriod: 900,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10000,
  targetCapacityPercent: 100,
});
// Not cluster.addAsgCapacityProvider, which appends lines of its own to the user data.
new ecs.CfnClusterCapacityProviderAssociations(stack, 'capacity-providers', {
  cluster: cluster.clusterName,
  capacityProviders: [provider.capacityProviderName],
  defaultCapacityProviderStrategy: [{ base: 0, capacityProvider: provider.capacityProviderName, weight: 1 }],
});

app.synth();
