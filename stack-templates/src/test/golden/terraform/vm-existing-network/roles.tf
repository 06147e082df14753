# Every operation keeps Terraform's states.
resource "aws_iam_policy" "state" {
  name = "${var.name}-state"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindStates"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = module.state.bucket_arn
      },
      {
        Sid      = "KeepStates"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "${module.state.bucket_arn}/*"
      },
      {
        Sid      = "EncryptStates"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = module.state.key_arn
      },
    ]
  })
  tags = local.tags
}

# Acme provision: provision.
resource "aws_iam_policy" "role_provision_boundary" {
  count = var.enable_provision ? 1 : 0

  name = "${var.name}-provision-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
      {
        Effect   = "Deny"
        Action   = ["iam:CreateUser", "organizations:*"]
        Resource = "*"
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role" "role_provision" {
  count = var.enable_provision ? 1 : 0

  name        = "${var.name}-provision"
  description = "Acme provision"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "provision"
          }
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:TagSession"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "provision"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:SetSourceIdentity"
        Condition = {
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
    ]
  })
  permissions_boundary = aws_iam_policy.role_provision_boundary[0].arn
  tags                 = local.tags
}

resource "aws_iam_role_policy_attachment" "role_provision_state" {
  count = var.enable_provision ? 1 : 0

  role       = aws_iam_role.role_provision[0].name
  policy_arn = aws_iam_policy.state.arn
}

resource "aws_iam_role_policy_attachment" "role_provision_1" {
  count = var.enable_provision ? 1 : 0

  role       = aws_iam_role.role_provision[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "role_provision_2" {
  count = var.enable_provision ? 1 : 0

  name = "buckets"
  role = aws_iam_role.role_provision[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:*"]
        Resource = "arn:${local.partition}:s3:::acme-${local.account}-*"
      },
    ]
  })
}

# Acme maintenance: maintenance.
resource "aws_iam_policy" "role_maintenance_boundary" {
  count = var.enable_maintenance ? 1 : 0

  name = "${var.name}-maintenance-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
      {
        Effect   = "Deny"
        Action   = ["iam:CreateUser", "organizations:*"]
        Resource = "*"
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role" "role_maintenance" {
  count = var.enable_maintenance ? 1 : 0

  name        = "${var.name}-maintenance"
  description = "Acme maintenance"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "maintenance"
          }
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:TagSession"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "maintenance"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:SetSourceIdentity"
        Condition = {
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
    ]
  })
  permissions_boundary = aws_iam_policy.role_maintenance_boundary[0].arn
  tags                 = local.tags
}

resource "aws_iam_role_policy_attachment" "role_maintenance_state" {
  count = var.enable_maintenance ? 1 : 0

  role       = aws_iam_role.role_maintenance[0].name
  policy_arn = aws_iam_policy.state.arn
}

resource "aws_iam_role_policy_attachment" "role_maintenance_1" {
  count = var.enable_maintenance ? 1 : 0

  role       = aws_iam_role.role_maintenance[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}

# Acme deprovision: deprovision.
resource "aws_iam_policy" "role_deprovision_boundary" {
  count = var.enable_deprovision ? 1 : 0

  name = "${var.name}-deprovision-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
      {
        Effect   = "Deny"
        Action   = ["iam:CreateUser", "organizations:*"]
        Resource = "*"
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role" "role_deprovision" {
  count = var.enable_deprovision ? 1 : 0

  name        = "${var.name}-deprovision"
  description = "Acme deprovision"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "deprovision"
          }
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:TagSession"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "deprovision"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:SetSourceIdentity"
        Condition = {
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
    ]
  })
  permissions_boundary = aws_iam_policy.role_deprovision_boundary[0].arn
  tags                 = local.tags
}

resource "aws_iam_role_policy_attachment" "role_deprovision_state" {
  count = var.enable_deprovision ? 1 : 0

  role       = aws_iam_role.role_deprovision[0].name
  policy_arn = aws_iam_policy.state.arn
}

resource "aws_iam_role_policy_attachment" "role_deprovision_1" {
  count = var.enable_deprovision ? 1 : 0

  role       = aws_iam_role.role_deprovision[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "role_deprovision_2" {
  count = var.enable_deprovision ? 1 : 0

  name = "buckets"
  role = aws_iam_role.role_deprovision[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:*"]
        Resource = "arn:${local.partition}:s3:::acme-${local.account}-*"
      },
    ]
  })
}

# Acme emergency: break-glass.
resource "aws_iam_role" "role_emergency" {
  count = var.enable_emergency ? 1 : 0

  name        = "${var.name}-emergency"
  description = "Acme emergency"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "break-glass"
          }
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:TagSession"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "break-glass"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:SetSourceIdentity"
        Condition = {
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "role_emergency_state" {
  count = var.enable_emergency ? 1 : 0

  role       = aws_iam_role.role_emergency[0].name
  policy_arn = aws_iam_policy.state.arn
}

resource "aws_iam_role_policy_attachment" "role_emergency_1" {
  count = var.enable_emergency ? 1 : 0

  role       = aws_iam_role.role_emergency[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "role_emergency_2" {
  count = var.enable_emergency ? 1 : 0

  name = "buckets"
  role = aws_iam_role.role_emergency[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:*"]
        Resource = "arn:${local.partition}:s3:::acme-${local.account}-*"
      },
    ]
  })
}

# Acme backup: action:backup.
resource "aws_iam_role" "role_backup" {
  count = var.enable_backup ? 1 : 0

  name        = "${var.name}-backup"
  description = "Acme backup"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "action:backup"
          }
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:TagSession"
        Condition = {
          StringEquals = {
            "aws:RequestTag/landfall:install"   = var.install_id
            "aws:RequestTag/landfall:operation" = "action:backup"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.runner.arn
        }
        Action = "sts:SetSourceIdentity"
        Condition = {
          StringLike = {
            "sts:SourceIdentity" = "${var.install_id}.jb_*"
          }
        }
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "role_backup_state" {
  count = var.enable_backup ? 1 : 0

  role       = aws_iam_role.role_backup[0].name
  policy_arn = aws_iam_policy.state.arn
}

resource "aws_iam_role_policy_attachment" "role_backup_1" {
  count = var.enable_backup ? 1 : 0

  role       = aws_iam_role.role_backup[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}
