"""Writes the archive of an image with one layer: image.py ARCHIVE USER DIRECTORY ENTRY NAME..."""
import hashlib
import io
import json
import sys
import tarfile

archive, user, root, entry, *names = sys.argv[1:]


def owned_by_root(info):
    info.uid = info.gid = 0
    info.uname = info.gname = ''
    return info


layer = io.BytesIO()
with tarfile.open(fileobj=layer, mode='w') as tar:
    tar.add(root, arcname='.', filter=owned_by_root)
layer = layer.getvalue()
layer_id = hashlib.sha256(layer).hexdigest()
config = json.dumps({
    'architecture': 'amd64', 'os': 'linux',
    'config': {'User': user, 'Env': ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], 'Entrypoint': json.loads(entry)},
    'rootfs': {'type': 'layers', 'diff_ids': ['sha256:' + layer_id]}}).encode()
config_id = hashlib.sha256(config).hexdigest()
manifest = json.dumps([{'Config': config_id + '.json', 'RepoTags': names, 'Layers': [layer_id + '/layer.tar']}]).encode()
with tarfile.open(archive, 'w') as tar:
    for name, data in ((config_id + '.json', config), (layer_id + '/layer.tar', layer), ('manifest.json', manifest)):
        info = tarfile.TarInfo(name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
