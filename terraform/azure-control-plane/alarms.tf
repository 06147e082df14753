resource "azurerm_log_analytics_workspace" "this" {
  name                = var.name
  resource_group_name = var.resource_group
  location            = var.location
  sku                 = "PerGB2018"
  retention_in_days   = var.log_retention_days
  tags                = local.tags
}

resource "azurerm_application_insights" "this" {
  name                          = var.name
  resource_group_name           = var.resource_group
  location                      = var.location
  application_type              = "java"
  workspace_id                  = azurerm_log_analytics_workspace.this.id
  local_authentication_disabled = true
  tags                          = local.tags
}

# Queue Storage has no figure of one queue's messages or of their age; what was sent and taken is in its log.
resource "azurerm_monitor_diagnostic_setting" "queues" {
  name                       = "landfall"
  target_resource_id         = "${azurerm_storage_account.this.id}/queueServices/default"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this.id

  enabled_log {
    category = "StorageWrite"
  }

  enabled_log {
    category = "StorageDelete"
  }
}

locals {
  events_path = "/${var.queue_prefix}-events/messages"

  alarms = {
    dead-letters = {
      description = "A message could not be handled five times: landfall queue dead-letters, then redrive."
      severity    = 2
      window      = "PT5M"
      query       = <<-KQL
        StorageQueueLogs
        | where OperationName == "PutMessage" and StatusCode == 201
        | where parse_url(Uri).Path matches regex "^/${var.queue_prefix}-[a-z0-9-]+-(poison|dead)/messages$"
      KQL
    }
    # Timers are sent hidden and are no backlog while they wait.
    oldest-event = {
      description = "Events wait for more than five minutes and none is taken: the function that handles events fails or is throttled."
      severity    = 1
      window      = "PT15M"
      query       = <<-KQL
        StorageQueueLogs
        | where parse_url(Uri).Path startswith "${local.events_path}"
        | summarize
            sent = countif(OperationName == "PutMessage" and StatusCode == 201 and TimeGenerated < ago(5m) and Uri !contains "visibilitytimeout="),
            taken = countif(OperationName == "DeleteMessage" and StatusCode == 204)
        | where sent > 0 and taken == 0
      KQL
    }
    failures = {
      description = "A function failed; its log says why."
      severity    = 2
      window      = "PT5M"
      query       = "AppRequests | where Success == false and Name in ('http', 'events', 'tick')"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "this" {
  for_each = local.alarms

  name                  = "${var.name}-${each.key}"
  resource_group_name   = var.resource_group
  location              = var.location
  description           = each.value.description
  severity              = each.value.severity
  scopes                = [azurerm_log_analytics_workspace.this.id]
  evaluation_frequency  = "PT5M"
  window_duration       = each.value.window
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query                   = each.value.query
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = var.alarm_action_groups
  }

  depends_on = [azurerm_monitor_diagnostic_setting.queues]
}

# The tick alone runs each minute, so a quarter of an hour without any run is an outage.
resource "azurerm_monitor_metric_alert" "no_tick" {
  name                = "${var.name}-no-tick"
  resource_group_name = var.resource_group
  description         = "No function has run for a quarter of an hour: leases, schedules and retries stand still."
  scopes              = [azurerm_function_app_flex_consumption.this.id]
  severity            = 1
  frequency           = "PT5M"
  window_size         = "PT15M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.Web/sites"
    metric_name            = "OnDemandFunctionExecutionCount"
    aggregation            = "Total"
    operator               = "LessThan"
    threshold              = 1
    skip_metric_validation = true
  }

  dynamic "action" {
    for_each = var.alarm_action_groups

    content {
      action_group_id = action.value
    }
  }
}
