data "aws_subnet" "runner" {
  for_each = toset(var.subnet_ids)

  id = each.value

  lifecycle {
    postcondition {
      condition     = self.vpc_id == var.vpc_id
      error_message = "The subnets must be of the VPC that you chose."
    }
  }
}

locals {
  vpc_id     = var.vpc_id
  subnet_ids = sort([for subnet in data.aws_subnet.runner : subnet.id])
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
