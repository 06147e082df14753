package nuon

deny contains "no public buckets" if { input.plan.public }
