data "aws_availability_zones" "here" {
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  # Subnets of 256 addresses.
  subnet_bits = 24 - tonumber(split("/", var.network_cidr)[1])
  vpc_id      = aws_vpc.runner.id
  subnet_ids  = aws_subnet.private[*].id
}

resource "aws_vpc" "runner" {
  cidr_block           = var.network_cidr
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags = merge(local.tags, {
    Name = "${var.name}-network"
  })
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.runner.id
  tags = merge(local.tags, {
    Name = "${var.name}-out"
  })
}

# Nothing but the NAT gateway stands here.
resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.runner.id
  availability_zone       = data.aws_availability_zones.here.names[0]
  cidr_block              = cidrsubnet(var.network_cidr, local.subnet_bits, 0)
  map_public_ip_on_launch = false
  tags = merge(local.tags, {
    Name = "${var.name}-public"
  })

  lifecycle {
    # A zone that AWS adds or takes away moves no subnet.
    ignore_changes = [availability_zone]
  }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.runner.id
  tags = merge(local.tags, {
    Name = "${var.name}-public"
  })
}

resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.out.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "nat" {
  domain = "vpc"
  tags = merge(local.tags, {
    Name = "${var.name}-nat"
  })

  depends_on = [aws_internet_gateway.out]
}

resource "aws_nat_gateway" "out" {
  allocation_id = aws_eip.nat.allocation_id
  subnet_id     = aws_subnet.public.id
  tags = merge(local.tags, {
    Name = "${var.name}-nat"
  })

  depends_on = [aws_route.public]
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.runner.id
  tags = merge(local.tags, {
    Name = "${var.name}-private"
  })
}

resource "aws_route" "private" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.out.id
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id                  = aws_vpc.runner.id
  availability_zone       = data.aws_availability_zones.here.names[count.index]
  cidr_block              = cidrsubnet(var.network_cidr, local.subnet_bits, count.index + 1)
  map_public_ip_on_launch = false
  tags = merge(local.tags, {
    Name = "${var.name}-private-${count.index + 1}"
  })

  lifecycle {
    # A zone that AWS adds or takes away moves no subnet.
    ignore_changes = [availability_zone]
  }
}

resource "aws_route_table_association" "private" {
  count = 2

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

# The runner calls out by HTTPS; nothing calls it.
resource "aws_security_group" "runner" {
  name        = "${var.name}-runner"
  description = "Landfall runner, out only"
  vpc_id      = local.vpc_id
  tags = merge(local.tags, {
    Name = "${var.name}-runner"
  })
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.runner.id
  description       = "HTTPS to anywhere"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
  tags              = local.tags
}
