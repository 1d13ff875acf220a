export interface VolumeMount {
  name: string;
  mountPath: string;
  readOnly?: boolean;
}
export interface Container {
  name: string;
  args?: unknown[];
  restartPolicy?: string;
  volumeMounts?: VolumeMount[];
  ports?: { containerPort: number; protocol?: string }[];
}
export interface Volume {
  name: string;
}
export interface Pod {
  metadata: {
    name?: string;
    generateName?: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: {
    hostNetwork?: boolean;
    serviceAccountName?: string;
    securityContext?: object;
    initContainers?: Container[];
    containers: Container[];
    volumes?: Volume[];
    imagePullSecrets?: Volume[];
  };
}
/** What a rendered template adds to a pod. */
export interface Sidecar {
  initContainers?: Container[];
  containers?: Container[];
  volumes?: Volume[];
  imagePullSecrets?: Volume[];
}
