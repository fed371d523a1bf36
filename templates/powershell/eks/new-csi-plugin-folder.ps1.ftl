[#-- The EBS CSI driver's pods mount it and do not start where it is missing:
     https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/templates/_node-windows.tpl --]
New-Item -ItemType Directory -Force -Path 'C:\var\lib\kubelet\plugins_registry' | Out-Null
