'use client';
import { late } from '../ui/parts/late.tsx';

// Every page would fetch it otherwise, and hardly one ever shows it.
export default late(() => import('../ui/frame/broken-page.tsx').then(({ BrokenPage }) => BrokenPage));
