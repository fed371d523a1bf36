[#-- What the CNI agent of Windows nodes reads from its environment. --]
apiVersion: v1
kind: ConfigMap
metadata:
  name: istio-cni-windows-config
  namespace: istio-system
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
    istio.io/rev: [=revision]
data:
  CURRENT_AGENT_VERSION: [=tag]
  AMBIENT_ENABLED: "true"
  AMBIENT_ENABLEMENT_SELECTOR: |
    - podSelector:
        matchLabels: {istio.io/dataplane-mode: ambient}
    - podSelector:
        matchExpressions:
        - {key: istio.io/dataplane-mode, operator: NotIn, values: [none]}
      namespaceSelector:
        matchLabels: {istio.io/dataplane-mode: ambient}
  AMBIENT_DNS_CAPTURE: "false"
  AMBIENT_IPV6: "false"
  AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: "false"
[#if hasConfFile]
  CNI_CONF_NAME: [=confFile]
[/#if]
  CHAINED_CNI_PLUGIN: "true"
  EXCLUDE_NAMESPACES: kube-system
  REPAIR_ENABLED: "false"
  REPAIR_LABEL_PODS: "false"
  REPAIR_DELETE_PODS: "false"
  REPAIR_REPAIR_PODS: "false"
  REPAIR_INIT_CONTAINER_NAME: istio-validation
  REPAIR_BROKEN_POD_LABEL_KEY: cni.istio.io/uninitialized
  REPAIR_BROKEN_POD_LABEL_VALUE: "true"
