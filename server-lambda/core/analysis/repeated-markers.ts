/** Conversations that go on at the same time. */
const MOST = 20;

/**
 * Markers that stay the same for the same data, so that a model's cache knows the data again. As safe as a new one each
 * time: data that quotes a marker is other data, and has another marker.
 */
export function repeatedMarkers(newMarker: () => string): (data: string) => string {
  const markers = new Map<string, string>();
  return (data) => {
    const key = fingerprint(data);
    const marker = markers.get(key) ?? newMarker();
    markers.delete(key);
    markers.set(key, marker);
    const [oldest] = markers.keys();
    if (markers.size > MOST && oldest !== undefined) markers.delete(oldest);
    // Texts whose fingerprints are the same are rare, and then one of them may hold the marker.
    return data.includes(marker) ? newMarker() : marker;
  };
}

/** FNV-1a, twice, with the length: enough to tell the data of some conversations apart. */
function fingerprint(text: string): string {
  let one = 0x811c9dc5;
  let other = 0xdeadbeef;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
  }
  return `${text.length}/${one}/${other}`;
}
