# By the queue's own figures, which AWS has once a minute.
resource "aws_autoscaling_policy" "more" {
  count = var.queue == null ? 0 : 1

  name                      = "${var.name}-more"
  autoscaling_group_name    = aws_autoscaling_group.runner.name
  policy_type               = "StepScaling"
  adjustment_type           = "ChangeInCapacity"
  metric_aggregation_type   = "Maximum"
  estimated_instance_warmup = 180

  step_adjustment {
    metric_interval_lower_bound = 0
    metric_interval_upper_bound = 4 * var.scale_out_age_seconds
    scaling_adjustment          = 1
  }

  step_adjustment {
    metric_interval_lower_bound = 4 * var.scale_out_age_seconds
    scaling_adjustment          = 2
  }
}

resource "aws_cloudwatch_metric_alarm" "waiting" {
  count = var.queue == null ? 0 : 1

  alarm_name          = "${var.name}-waiting"
  alarm_description   = "Work waits for a runner: a machine is added."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.scale_out_age_seconds
  period              = 60
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_autoscaling_policy.more[0].arn]
  tags                = local.tags

  dimensions = {
    QueueName = var.queue
  }
}

resource "aws_autoscaling_policy" "less" {
  count = var.queue == null ? 0 : 1

  name                   = "${var.name}-less"
  autoscaling_group_name = aws_autoscaling_group.runner.name
  policy_type            = "StepScaling"
  adjustment_type        = "ChangeInCapacity"

  step_adjustment {
    metric_interval_upper_bound = 0
    scaling_adjustment          = -1
  }
}

resource "aws_cloudwatch_metric_alarm" "idle" {
  count = var.queue == null ? 0 : 1

  alarm_name          = "${var.name}-idle"
  alarm_description   = "Nothing was sent to the pool's queue for ${var.idle_minutes} minutes: a machine is taken away, after its jobs."
  namespace           = "AWS/SQS"
  metric_name         = "NumberOfMessagesSent"
  statistic           = "Sum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 60
  evaluation_periods  = var.idle_minutes
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_autoscaling_policy.less[0].arn]
  tags                = local.tags

  dimensions = {
    QueueName = var.queue
  }
}
