export { type Html, html, nothing, placeLink } from './html';
export { createReports, type Report, type Reports } from './panel';
export { disputedParts, findingParts, layerParts, missedParts, noticeParts } from './parts';
