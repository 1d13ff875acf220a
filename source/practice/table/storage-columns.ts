import { ageColumn, type Cell, type Column, nameColumn, text, wide } from './column.ts';

const modes: Record<string, string> = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX' };
const accessModes: Cell = ({ spec }) =>
  (spec?.accessModes ?? []).map((mode: string) => modes[mode] ?? mode).join(',');

export const storageColumns = (current: boolean): Record<string, Column[]> => ({
  PersistentVolumeClaim: [
    nameColumn,
    text('Status', ({ status }) => status?.phase ?? ''),
    text('Volume', ({ spec }) => spec?.volumeName ?? ''),
    text('Capacity', ({ status }) => status?.capacity?.storage ?? ''),
    text('Access Modes', accessModes),
    text('StorageClass', ({ spec }) => spec?.storageClassName ?? ''),
    ageColumn,
    wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
  ],
  PersistentVolume: [
    nameColumn,
    text('Capacity', ({ spec }) => spec?.capacity?.storage ?? ''),
    text('Access Modes', accessModes),
    text('Reclaim Policy', ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? ''),
    text('Status', ({ status }) => status?.phase ?? ''),
    text('Claim', ({ spec }) => (spec?.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '')),
    text('StorageClass', ({ spec }) => spec?.storageClassName ?? ''),
    text('Reason', ({ status }) => status?.reason ?? ''),
    ageColumn,
    wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
  ],
  StorageClass: [
    {
      ...nameColumn,
      cell: ({ metadata }) =>
        metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true'
          ? `${metadata.name} (default)`
          : metadata.name,
    },
    text('Provisioner', ({ provisioner }) => provisioner),
    ...(current
      ? [
          text('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy),
          text('VolumeBindingMode', ({ volumeBindingMode }) => volumeBindingMode),
          text('AllowVolumeExpansion', ({ allowVolumeExpansion }) => allowVolumeExpansion === true),
        ]
      : []),
    ageColumn,
  ],
});
