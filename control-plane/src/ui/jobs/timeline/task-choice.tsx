'use client';
import type { TaskView } from '@longshore/schemas';
import { Select } from '@mantine/core';

export interface TaskChoiceProps {
  tasks: readonly TaskView[];
  /** The index of one, as text; null: all of them. */
  task: string | null;
  onChange: (task: string | null) => void;
}

/** Which of a job's tasks one looks at. */
export function TaskChoice({ tasks, task, onChange }: TaskChoiceProps) {
  return (
    <Select
      aria-label="Task"
      placeholder="All tasks"
      size="xs"
      w={160}
      clearable
      searchable
      data={tasks.map(({ index }) => ({ value: String(index), label: `Task ${index}` }))}
      value={task}
      onChange={onChange}
    />
  );
}
