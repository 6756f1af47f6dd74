/**
 * Makes a DOM subtree equal to another while keeping every node that can be kept. A selection, the focus and the scroll position
 * inside a block that is still growing survive, since text grows by `appendData`.
 */
export function morph(current: Node, wanted: Node): Node {
  if (current.nodeType === Node.TEXT_NODE && wanted.nodeType === Node.TEXT_NODE) {
    morphText(current as Text, (wanted as Text).data);
    return current;
  }
  if (current instanceof Element && wanted instanceof Element && current.tagName === wanted.tagName) {
    morphAttributes(current, wanted);
    morphChildren(current, wanted);
    return current;
  }
  current.parentNode?.replaceChild(wanted, current);
  return wanted;
}

function morphText(current: Text, wanted: string): void {
  if (current.data === wanted) return;
  if (wanted.startsWith(current.data)) current.appendData(wanted.slice(current.data.length));
  else current.data = wanted;
}

function morphAttributes(current: Element, wanted: Element): void {
  for (const { name } of [...current.attributes]) if (!wanted.hasAttribute(name)) current.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
}

function morphChildren(current: Element, wanted: Element): void {
  const children = [...wanted.childNodes];
  children.forEach((child, index) => {
    const old = current.childNodes[index];
    if (old === undefined) current.append(child);
    else morph(old, child);
  });
  while (current.childNodes.length > children.length) current.lastChild?.remove();
}
