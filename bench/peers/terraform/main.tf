# The cluster of Pulumi.dev.yaml in Terraform: the same network, cluster, capacity, settings and user data.
# Credentials are made up and nothing is looked up, so that a plan needs no account.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "user_data" {
  description = "The file with the script that instances boot with."
  type        = string
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true

  default_tags {
    tags = {
      Owner = "platform"
    }
  }
}

locals {
  zones = {
    "eu-west-1a" = { public = "10.40.224.0/22", private = "10.40.0.0/19" }
    "eu-west-1b" = { public = "10.40.228.0/22", private = "10.40.32.0/19" }
  }
}

resource "aws_vpc" "network" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_internet_gateway" "network" {
  vpc_id = aws_vpc.network.id
}

resource "aws_subnet" "public" {
  for_each          = local.zones
  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value.public
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.network.id
}

resource "aws_route_table_association" "public" {
  for_each       = local.zones
  route_table_id = aws_route_table.public.id
  subnet_id      = aws_subnet.public[each.key].id
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public["eu-west-1a"].id
}

resource "aws_subnet" "private" {
  for_each          = local.zones
  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value.private
}

resource "aws_route_table" "private" {
  for_each = local.zones
  vpc_id   = aws_vpc.network.id
}

resource "aws_route" "private_nat" {
  for_each               = local.zones
  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}

resource "aws_route_table_association" "private" {
  for_each       = local.zones
  route_table_id = aws_route_table.private[each.key].id
  subnet_id      = aws_subnet.private[each.key].id
}

resource "aws_cloudwatch_log_group" "logs" {
  name              = "/ecs/storefront-dev"
  retention_in_days = 30
}

resource "aws_ecs_cluster" "cluster" {
  name = "storefront-dev"

  setting {
    name  = "containerInsights"
    value = "disabled"
  }

  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = aws_cloudwatch_log_group.logs.name
      }
    }
  }
}

resource "aws_iam_role" "instance" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "instance" {
  for_each   = toset(["AmazonSSMManagedInstanceCore", "service-role/AmazonEC2ContainerServiceforEC2Role"])
  role       = aws_iam_role.instance.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_iam_instance_profile" "instance" {
  role = aws_iam_role.instance.name
}

resource "aws_security_group" "instance" {
  description = "Windows instances of storefront-general-dev - no ingress by default"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_egress_rule" "instance" {
  security_group_id = aws_security_group.instance.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_launch_template" "instance" {
  image_id               = "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id"
  instance_type          = "m6i.xlarge"
  update_default_version = true
  user_data              = filebase64(var.user_data)
  vpc_security_group_ids = [aws_security_group.instance.id]

  block_device_mappings {
    device_name = "/dev/sda1"

    ebs {
      delete_on_termination = true
      encrypted             = true
      volume_size           = 150
      volume_type           = "gp3"
    }
  }

  iam_instance_profile {
    name = aws_iam_instance_profile.instance.name
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume", "network-interface"])

    content {
      resource_type = tag_specifications.key
      tags          = { Name = "storefront-general-dev" }
    }
  }
}

resource "aws_autoscaling_group" "capacity" {
  min_size                  = 2
  max_size                  = 6
  vpc_zone_identifier       = [for zone in keys(local.zones) : aws_subnet.private[zone].id]
  health_check_type         = "EC2"
  health_check_grace_period = 900
  protect_from_scale_in     = true
  force_delete              = true

  launch_template {
    id      = aws_launch_template.instance.id
    version = aws_launch_template.instance.latest_version
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      instance_warmup              = 900
      min_healthy_percentage       = 90
      scale_in_protected_instances = "Refresh"
      skip_matching                = true
    }
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  depends_on = [
    aws_iam_role_policy_attachment.instance,
    aws_route.private_nat,
    aws_route_table_association.private,
  ]
}

resource "aws_ecs_capacity_provider" "capacity" {
  name = "storefront-general"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.capacity.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      instance_warmup_period    = 900
      maximum_scaling_step_size = 10000
      minimum_scaling_step_size = 1
      status                    = "ENABLED"
      target_capacity           = 100
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "cluster" {
  cluster_name       = aws_ecs_cluster.cluster.name
  capacity_providers = [aws_ecs_capacity_provider.capacity.name]

  default_capacity_provider_strategy {
    base              = 0
    capacity_provider = aws_ecs_capacity_provider.capacity.name
    weight            = 1
  }
}
